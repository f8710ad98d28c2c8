package org.eobench.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.registry.Components;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepScoreTest {
  @TempDir private Path job;

  @Test
  void namesTheMeasureOfEachTask() throws IOException {
    String test =
        "{\"kind\":\"test\",\"mIoU\":0.5,\"accuracy\":0.75,\"F1\":0.125,\"RMSE\":24.3125,"
            + "\"MAE\":2.0,\"mAP\":null}";
    write("20261128_210000_a", "{\"kind\":\"val\",\"mIoU\":0.9,\"accuracy\":0.9}", test);
    assertThat(score("dataset=quickstart", "decoder=seg_linear")).isEqualTo("mIoU 50.00");
    assertThat(score("dataset=quickstart_classification", "decoder=cls_knn", "task=knn_probe"))
        .isEqualTo("accuracy 75.00");
    assertThat(score("dataset=quickstart_regression", "decoder=reg_upernet"))
        .isEqualTo("RMSE 24.31");
    assertThat(
            score(
                "dataset=quickstart_regression",
                "decoder=reg_upernet",
                "task.trainer.best_metric_key=MAE"))
        .isEqualTo("MAE 2.000");
  }

  @Test
  void readsTheNewestRunOfAJob() throws IOException {
    write("20261128_210000_a", "{\"kind\":\"test\",\"mIoU\":0.5}");
    write("20261128_220000_a", "{\"kind\":\"test\",\"mIoU\":0.625}");
    assertThat(score("dataset=quickstart", "decoder=seg_linear")).isEqualTo("mIoU 62.50");
  }

  @Test
  void saysNothingWhereNoRunWasTested() throws IOException {
    assertThat(score("dataset=quickstart", "decoder=seg_linear")).isEmpty();
  }

  private void write(String run, String... lines) throws IOException {
    Files.createDirectories(job.resolve(run));
    Files.writeString(job.resolve(run).resolve("metrics.jsonl"), String.join("\n", lines) + "\n");
  }

  private String score(String... words) {
    List<String> line = new ArrayList<>(List.of("encoder=image_stats_tiny"));
    line.addAll(List.of(words));
    Components components = Plugins.load(PluginJars.NONE).components();
    RunRequest request =
        RunRequest.of(Configs.command(PluginJars.NONE).compose(CommandLine.parse(line)), List.of());
    return new SweepScore(Plan.read(request, components).metrics().best()).text(job);
  }
}
