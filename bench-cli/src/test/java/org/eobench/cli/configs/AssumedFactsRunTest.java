package org.eobench.cli.configs;

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
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.Experiment;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run says and records what its encoder took in place of facts that the samples lack. */
class AssumedFactsRunTest {
  private static final String EVENLY = ", which TESSERA takes to be spread evenly over a year";

  private final Components components = Plugins.load(PluginJars.NONE).components();
  private final List<String> said = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void undatedSeriesAreToldCountedAndRecorded() throws IOException {
    // The names of the chips of two dates hold them; those of one date hold none.
    String undated = "9 of 9 samples have no dates" + EVENLY;
    RunResult result = run("encoder=tessera_v2_tiny", "dataset=quickstart");
    assertThat(said).contains("warning: " + undated);
    assertThat(result.facts().warnings()).contains(undated);
    assertThat(Files.readString(result.directory().resolve("run.json"))).contains(undated);
    assertThat(Files.readString(result.directory().resolve("results.txt")))
        .contains("warning: " + undated);
  }

  @Test
  void theFeatureCacheHidesNothing() throws IOException {
    run("encoder=tessera_v2_tiny", "dataset=quickstart");
    said.clear();
    RunResult again = run("encoder=tessera_v2_tiny", "dataset=quickstart", "optimizer.lr=0.01");
    assertThat(again.facts().warnings()).anyMatch(warning -> warning.endsWith(EVENLY));
  }

  @Test
  void datedSeriesAndEncodersWithoutDatesAssumeNothing() throws IOException {
    for (String encoder : List.of("encoder=tessera_v2_tiny", "encoder=dofa_tiny")) {
      RunResult result = run(encoder, "dataset=quickstart_change", "temporal=mean");
      assertThat(result.facts().warnings()).noneMatch(warning -> warning.contains("have no"));
    }
  }

  private RunResult run(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "dataset.training_chips=6",
                "dataset.test_chips=3",
                "dataset.img_size=16",
                "encoder.input_size=16",
                "encoder.missing_band=zero",
                "decoder=seg_linear",
                "device=cpu",
                "batch_size=5",
                "num_workers=1",
                "test_num_workers=1",
                "task.trainer.n_epochs=1",
                "task.trainer.ckpt_interval=0"));
    words.addAll(List.of(more));
    words.add("work_dir=" + folder.resolve("runs"));
    words.add("cache_dir=" + folder.resolve("cache"));
    RunRequest request =
        RunRequest.of(
            Configs.command(PluginJars.NONE).compose(CommandLine.parse(words)), List.of());
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void message(String text) {
            said.add(text);
          }
        };
    return new Experiment(components, listener, new StopSignal(), null).run(request);
  }
}
