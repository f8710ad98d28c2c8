package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.error.BenchException;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.Experiment;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose bands are normalised by the statistics of the encoder's pretraining. */
class ModelNormalizationRunTest {
  private static final List<String> TINY =
      List.of(
          "dataset=quickstart_classification",
          "dataset.training_chips=6",
          "dataset.test_chips=3",
          "decoder=cls_logreg",
          "decoder.c_count=2",
          "device=cpu",
          "feature_cache=off",
          "num_workers=1",
          "test_num_workers=1");

  private final Components components = Plugins.load(PluginJars.NONE).components();

  @TempDir private Path folder;

  @Test
  void saysInRecordAndTableWhoseStatisticsItUsed() throws Exception {
    RunResult result =
        run("encoder=prithvi_tiny", "normalization=model", "normalization_scale=10000");
    assertThat(result.facts().normalization()).isEqualTo("model");
    assertThat(Files.readString(result.directory().resolve("run.json")))
        .contains("\"normalization\" : \"model\"");
    assertThat(Files.readString(result.directory().resolve("results.csv"))).contains(",model,all,");
    RunResult data = run("encoder=prithvi_tiny");
    assertThat(data.facts().normalization()).isEqualTo("data");
  }

  @Test
  void refusesWhereTheStatisticsAreUnknownOrOfAnotherUnit() {
    assertThatThrownBy(() -> run("encoder=dofa_tiny", "normalization=model"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NoPretrainingStatistics");
    assertThatThrownBy(() -> run("encoder=prithvi_tiny", "normalization=model"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("`normalization_scale=10000`");
    assertThatThrownBy(() -> run("encoder=dofa_tiny", "normalization_scale=10000"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("normalization_scale=10000.0 is for normalization=model");
    assertThatThrownBy(
            () ->
                run(
                    "encoder=prithvi_tiny",
                    "normalization=model",
                    "normalization_scale=10000",
                    "preprocessing=seg_wo_norm"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NothingNormalized");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  private RunResult run(String... more) {
    List<String> words = new ArrayList<>(TINY);
    words.addAll(List.of(more));
    words.add("work_dir=" + folder.resolve("runs"));
    words.add("cache_dir=" + folder.resolve("cache"));
    RunRequest request =
        RunRequest.of(
            Configs.command(PluginJars.NONE).compose(CommandLine.parse(words)), List.of());
    return new Experiment(components, ProgressListener.silent(), new StopSignal(), null)
        .run(request);
  }
}
