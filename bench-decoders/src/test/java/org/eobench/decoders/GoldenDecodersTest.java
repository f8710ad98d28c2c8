package org.eobench.decoders;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.eobench.core.spi.BenchPlugin;
import org.eobench.core.spi.CoreBindings;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.GoldenReport;
import org.eobench.testing.golden.GoldenRunner;
import org.eobench.testing.golden.GoldenStatus;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.junit.jupiter.api.Test;

class GoldenDecodersTest {
  private static final Set<String> IMPLEMENTED =
      Set.of(
          "decoder/cls_linear",
          "decoder/cls_linear_mt",
          "decoder/reg_upernet",
          "decoder/seg_fcn",
          "decoder/seg_linear",
          "decoder/seg_linear_mt_ltae",
          "decoder/seg_muster",
          "decoder/seg_nlinear",
          "decoder/seg_segformer",
          "decoder/seg_siamupernet_diff",
          "decoder/seg_upernet",
          "decoder/seg_upernet_mt_linear",
          "decoder/seg_upernet_mt_ltae");

  private static final Set<String> OF_2026 = Set.of("decoder/attn_pool_probe", "decoder/dpt");

  @Test
  void everyRecordedCaseOfThisModuleIsMet() {
    requirePass("golden", IMPLEMENTED, IMPLEMENTED.size());
  }

  @Test
  void everyCaseOf2026IsMet() {
    requirePass("golden_2026", OF_2026, 4);
  }

  /**
   * @param least a number of cases that there are at least
   */
  private static void requirePass(String set, Set<String> included, int least) {
    Path folder = SharedFiles.require(set);
    List<com.google.inject.Module> modules = new ArrayList<>(List.of(new CoreBindings()));
    ServiceLoader.load(BenchPlugin.class).forEach(modules::add);
    ComponentFactories components =
        Guice.createInjector(modules).getInstance(ComponentFactories.class);
    List<String> lines = new ArrayList<>();
    GoldenReport report =
        new GoldenRunner(components, Device.cpu())
            .run(folder, golden -> included.contains(golden.component()), lines::add);
    assertThat(report.count(GoldenStatus.PASS))
        .as(String.join("\n", lines))
        .isGreaterThanOrEqualTo(least);
    assertThat(report.results())
        .as(String.join("\n", lines))
        .allMatch(result -> result.status() == GoldenStatus.PASS);
  }
}
