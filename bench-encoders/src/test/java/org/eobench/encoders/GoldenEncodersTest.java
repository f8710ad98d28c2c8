package org.eobench.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eobench.core.spi.BenchPlugin;
import org.eobench.core.spi.CoreBindings;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.GoldenReport;
import org.eobench.testing.golden.GoldenRunner;
import org.eobench.testing.golden.GoldenStatus;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.junit.jupiter.api.Test;

/** The recorded cases of all encoders; {@code -Dgolden=REGEX} picks some by their ids. */
class GoldenEncodersTest {
  @Test
  void everyRecordedCaseIsMet() {
    requirePass("golden", component -> true);
  }

  @Test
  void everyCaseOf2026IsMet() {
    requirePass("golden_2026", component -> true);
  }

  @Test
  void a1Dinov2WithAndWithoutRegistersIsThatOfItsAuthors() {
    requirePass("golden", component -> component.equals("encoder/dinov2"), "enc_dinov2_.*");
  }

  @Test
  void c1PrithviOfOneAndThreeDatesIsThatOfItsAuthors() {
    requirePass("golden", component -> component.equals("encoder/prithvi"), "enc_prithvi_.*");
  }

  private static void requirePass(String set, Predicate<String> included) {
    requirePass(set, included, System.getProperty("golden", ".*"));
  }

  /**
   * @param ids pattern of the ids of the cases
   */
  private static void requirePass(String set, Predicate<String> included, String ids) {
    Predicate<String> wanted = Pattern.compile(ids).asMatchPredicate();
    Path folder = SharedFiles.require(set);
    List<com.google.inject.Module> modules = new ArrayList<>(List.of(new CoreBindings()));
    ServiceLoader.load(BenchPlugin.class).forEach(modules::add);
    ComponentFactories components =
        Guice.createInjector(modules).getInstance(ComponentFactories.class);
    List<String> lines = new ArrayList<>();
    GoldenReport report =
        new GoldenRunner(components, Device.cpu())
            .run(
                folder,
                golden ->
                    golden.component().startsWith("encoder/")
                        && included.test(golden.component())
                        && wanted.test(golden.id()),
                lines::add);
    assertThat(report.count(GoldenStatus.PASS)).as(String.join("\n", lines)).isPositive();
    assertThat(report.results())
        .as(String.join("\n", lines))
        .allMatch(result -> result.status() == GoldenStatus.PASS);
  }
}
