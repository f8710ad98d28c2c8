package org.eobench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.Components;
import org.eobench.testing.golden.GoldenReport;
import org.eobench.testing.golden.GoldenRunner;
import org.eobench.testing.golden.GoldenStatus;
import org.junit.jupiter.api.Test;

/** Recorded cases that need encoders and decoders together. */
class GoldenModelsTest {
  @Test
  void theWholeUNetGivesTheNumbersOfItsOriginal() {
    Path folder = SharedFiles.require("golden");
    Components components =
        Wiring.injector(new PluginJars(List.of())).getInstance(Components.class);
    List<String> lines = new ArrayList<>();
    GoldenReport report =
        new GoldenRunner(components, Device.cpu())
            .run(folder, golden -> golden.component().equals("decoder/seg_unet"), lines::add);
    assertThat(report.count(GoldenStatus.PASS)).as(String.join("\n", lines)).isEqualTo(3);
    assertThat(report.results())
        .as(String.join("\n", lines))
        .allMatch(result -> result.status() == GoldenStatus.PASS);
  }
}
