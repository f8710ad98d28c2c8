package org.eobench.cli.configs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.error.BenchException;
import org.eobench.core.features.CacheUse;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.Experiment;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decoder that reads class tokens gets them from the encoder, or is refused before training. */
class ClassTokenRunTest {
  private static final List<String> TINY =
      List.of(
          "dataset.img_size=64",
          "finetune=false",
          "device=cpu",
          "deterministic_threads=1",
          "batch_size=1",
          "num_workers=1",
          "test_num_workers=1",
          "task.trainer.n_epochs=2",
          "task.trainer.eval_interval=1",
          "task.trainer.ckpt_interval=0");

  private static final List<String> MAPS =
      List.of(
          "dataset=quickstart",
          "preprocessing=seg_resize",
          "dataset.training_chips=3",
          "dataset.test_chips=1",
          "decoder=seg_dpt_tiny",
          "decoder.readout_type=project");

  private static final List<String> CLASSES =
      List.of(
          "dataset=quickstart_classification",
          "dataset.training_chips=6",
          "dataset.test_chips=2",
          "encoder=dinov3_tiny");

  private final Components components = Plugins.load(PluginJars.NONE).components();

  @TempDir private Path folder;

  @Test
  void keptClassTokensGiveTheSameScoresAsComputedOnes() {
    RunResult computed = run(MAPS, "encoder=dinov3_tiny", "feature_cache=off");
    RunResult first = run(MAPS, "encoder=dinov3_tiny", "feature_cache=require");
    RunResult second = run(MAPS, "encoder=dinov3_tiny", "feature_cache=require");
    assertThat(first.scores().values()).isEqualTo(computed.scores().values());
    assertThat(second.scores().values()).isEqualTo(computed.scores().values());
    assertThat(use(first).bytesWritten()).isPositive();
    assertThat(use(second).bytesWritten()).isZero();
    assertThat(use(second).hits()).isGreaterThan(use(first).hits());
  }

  @Test
  void headsThatReadMapsAndHeadsThatReadClassTokensShareTheirFeatures() {
    RunResult maps = run(CLASSES, "decoder=cls_linear", "feature_cache=require");
    assertThat(use(maps).bytesWritten()).isPositive();
    String[] tokens = {"decoder=cls_linear", "decoder.pooling=both", "decoder.layers=[1,3]"};
    RunResult kept = run(CLASSES, with(tokens, "feature_cache=require"));
    RunResult computed = run(CLASSES, with(tokens, "feature_cache=off"));
    assertThat(kept.scores().values()).isEqualTo(computed.scores().values());
    assertThat(use(kept).bytesWritten()).as("no input is new").isZero();
  }

  @Test
  void refusesAnEncoderWithoutClassTokens() {
    assertThatThrownBy(() -> run(MAPS, "encoder=resnet_tiny"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NoClassToken")
        .hasMessageContaining("encoder=dinov3_vits16");
    assertThatThrownBy(
            () ->
                run(CLASSES, "encoder=convnext_tiny", "decoder=cls_logreg", "decoder.pooling=cls"))
        .as("it describes whole images, but without class tokens")
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NoClassToken");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  private static CacheUse use(RunResult result) {
    return requireNonNull(RunDirectory.read(result.directory()).featureCache());
  }

  private static String[] with(String[] words, String last) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add(last);
    return all.toArray(String[]::new);
  }

  private RunResult run(List<String> data, String... more) {
    List<String> words = new ArrayList<>(data);
    words.addAll(TINY);
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
