package org.eobench.testing.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.eobench.core.spi.BenchPlugin;
import org.eobench.core.spi.CoreBindings;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.junit.jupiter.api.Test;

class GoldenCoreTest {
  private static final List<String> IMPLEMENTED =
      List.of(
          "preprocessing/", "loss/", "optimizer/", "lr_schedule/", "metrics/", "sliding_inference");

  @Test
  void everyRecordedCaseOfCoreIsMet() {
    List<String> lines = new ArrayList<>();
    GoldenReport report = report(SharedFiles.require("golden"), lines);
    assertThat(report.count(GoldenStatus.PASS)).as(String.join("\n", lines)).isPositive();
    assertThat(report.results())
        .as(String.join("\n", lines))
        .allMatch(
            result ->
                result.status() == GoldenStatus.PASS || result.status() == GoldenStatus.QUIRK);
    // Two recorded grids and a crop show a fault of the original, and there only.
    assertThat(report.results())
        .filteredOn(result -> result.status() == GoldenStatus.QUIRK)
        .allMatch(
            result ->
                result.detail().contains("tiles")
                    || result.detail().contains("windows must not extend beyond the image"));
  }

  /** The second set has losses with options, which have tests of their own. */
  @Test
  void noCaseOfTheSecondSetIsComparedAsAnotherOne() {
    List<String> lines = new ArrayList<>();
    GoldenReport report = report(SharedFiles.require("golden_2026"), lines);
    assertThat(report.results()).hasSizeGreaterThan(20);
    assertThat(report.count(GoldenStatus.FAIL)).as(String.join("\n", lines)).isZero();
  }

  private static GoldenReport report(Path folder, List<String> lines) {
    List<com.google.inject.Module> modules = new ArrayList<>(List.of(new CoreBindings()));
    ServiceLoader.load(BenchPlugin.class).forEach(modules::add);
    ComponentFactories components =
        Guice.createInjector(modules).getInstance(ComponentFactories.class);
    return new GoldenRunner(components, Device.cpu())
        .run(
            folder,
            golden -> IMPLEMENTED.stream().anyMatch(golden.component()::startsWith),
            lines::add);
  }
}
