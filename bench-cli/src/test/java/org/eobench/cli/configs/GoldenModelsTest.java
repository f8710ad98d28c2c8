package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.GoldenReport;
import org.eobench.testing.golden.GoldenRunner;
import org.eobench.testing.golden.GoldenStatus;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.junit.jupiter.api.Test;

/** Recorded cases that need encoders and decoders together. */
class GoldenModelsTest {
  @Test
  void theWholeUNetGivesTheNumbersOfItsOriginal() {
    requirePass("decoder/seg_unet", 3);
  }

  /** Twenty steps each: a decoder over a frozen encoder, and both learning. */
  @Test
  void trainingsGiveTheNumbersOfTheirOriginals() {
    requirePass("training/", 2);
  }

  private static void requirePass(String components, int cases) {
    Path folder = SharedFiles.require("golden");
    ComponentFactories known = ComponentFactories.of(Plugins.load(PluginJars.NONE).components());
    List<String> lines = new ArrayList<>();
    GoldenReport report =
        new GoldenRunner(known, Device.cpu())
            .run(folder, golden -> golden.component().startsWith(components), lines::add);
    assertThat(report.count(GoldenStatus.PASS)).as(String.join("\n", lines)).isEqualTo(cases);
    assertThat(report.results())
        .as(String.join("\n", lines))
        .allMatch(result -> result.status() == GoldenStatus.PASS);
  }
}
