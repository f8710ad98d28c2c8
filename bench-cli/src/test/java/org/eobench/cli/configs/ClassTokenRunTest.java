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
import org.eobench.core.run.Experiment;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decoder that reads class tokens gets them from the encoder, or is refused before training. */
class ClassTokenRunTest {
  private static final List<String> TINY =
      List.of(
          "dataset=quickstart",
          "dataset.img_size=64",
          "dataset.training_chips=3",
          "dataset.test_chips=1",
          "decoder=seg_dpt_tiny",
          "decoder.readout_type=project",
          "finetune=false",
          "device=cpu",
          "batch_size=2",
          "num_workers=1",
          "test_num_workers=1",
          "task.trainer.n_epochs=1",
          "task.trainer.eval_interval=1",
          "task.trainer.ckpt_interval=0");

  private final Components components = Plugins.load(PluginJars.NONE).components();

  @TempDir private Path folder;

  @Test
  void trainsOnAnEncoderWithClassTokensWithoutTheFeatureCache() throws Exception {
    Path run = run("encoder=dinov3_tiny", "feature_cache=auto");
    assertThat(Files.readString(run.resolve("run.json")))
        .contains("the decoder reads class tokens, which the store does not hold");
  }

  @Test
  void refusesTheFeatureCache() {
    assertThatThrownBy(() -> run("encoder=dinov3_tiny", "feature_cache=require"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the decoder reads class tokens");
  }

  @Test
  void refusesAnEncoderWithoutClassTokens() {
    assertThatThrownBy(() -> run("encoder=resnet_tiny"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NoClassToken")
        .hasMessageContaining("encoder=dinov3_vits16");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  private Path run(String... more) {
    List<String> words = new ArrayList<>(TINY);
    words.addAll(List.of(more));
    words.add("work_dir=" + folder.resolve("runs"));
    words.add("cache_dir=" + folder.resolve("cache"));
    RunRequest request =
        RunRequest.of(
            Configs.command(PluginJars.NONE).compose(CommandLine.parse(words)), List.of());
    return new Experiment(components, ProgressListener.silent(), new StopSignal())
        .run(request)
        .directory();
  }
}
