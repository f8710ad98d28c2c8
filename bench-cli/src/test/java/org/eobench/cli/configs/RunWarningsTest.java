package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.eobench.core.run.Experiment;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warnings are shown before training, in {@code run.json} and below the table. */
class RunWarningsTest {
  private static final List<String> TINY =
      List.of(
          "dataset=quickstart",
          "dataset.img_size=64",
          "dataset.training_chips=5",
          "dataset.test_chips=1",
          "encoder=prithvi_tiny",
          "encoder.input_size=32",
          "decoder=seg_linear",
          "device=cpu",
          "batch_size=1",
          "optimizer.lr=0.001",
          "task.trainer.eval_interval=1",
          "task.trainer.ckpt_interval=0");

  private final Components components = Plugins.load(PluginJars.NONE).components();
  private final List<String> told = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void saysThatARandomEncoderIsFrozen() throws IOException {
    assertThat(warnings("finetune=false", "task.trainer.n_epochs=3"))
        .singleElement()
        .asString()
        .startsWith("the encoder is random and frozen (encoder.encoder_weights=null, finetune=")
        .contains("`finetune=true`");
    assertThat(warnings("finetune=retrain_input", "task.trainer.n_epochs=3"))
        .singleElement()
        .asString()
        .contains("frozen but for its input layer", "finetune=retrain_input");
    assertThat(warnings("finetune=true", "task.trainer.n_epochs=3")).isEmpty();
  }

  @Test
  void saysThatAClassIsIgnored() throws IOException {
    assertThat(warnings("encoder=rcf_tiny", "task.trainer.n_epochs=3", "dataset.ignore_index=1"))
        .singleElement()
        .asString()
        .startsWith("the ignore index 1 is the number of class ")
        .contains("`dataset.ignore_index=-1`");
  }

  @Test
  void saysNothingOfEncodersThatAreRandomByDesign() throws IOException {
    assertThat(warnings("encoder=rcf_tiny", "task.trainer.n_epochs=3")).isEmpty();
  }

  @Test
  void saysThatTilesHaveAnotherSizeThanTheImagesOfTraining() throws IOException {
    String[] odd = {
      "finetune=true", "task.trainer.n_epochs=3", "preprocessing=seg_resize_input_layer"
    };
    assertThat(warnings(odd))
        .containsExactly(
            "the model is trained on images of 64 x 64 pixels and evaluated in tiles of 32 x 32:"
                + " evaluate whole images with `task.evaluator.inference_mode=whole`");
    assertThat(warnings(with(odd, "task.evaluator.inference_mode=whole"))).isEmpty();
  }

  @Test
  void offersTheSizeOfTrainingForTilesWhereImagesOfTestsAreLarger() throws IOException {
    String[] odd = {
      "finetune=true",
      "task.trainer.n_epochs=3",
      "encoder.input_size=48",
      "preprocessing.train=[{_target_: BandFilter},{_target_: NormalizeMeanStd},"
          + "{_target_: RandomCrop, size: 32, pad_if_needed: false}]"
    };
    assertThat(warnings(odd))
        .containsExactly(
            "the model is trained on images of 32 x 32 pixels and evaluated in tiles of 48 x 48:"
                + " evaluate in tiles of the size of training with `encoder.input_size=32`");
    assertThat(warnings(with(odd, "encoder.input_size=32"))).isEmpty();
  }

  @Test
  void saysThatTheLearningRateFallsWithTheFirstSteps() throws IOException {
    assertThat(warnings("finetune=true", "batch_size=4", "task.trainer.n_epochs=1"))
        .singleElement()
        .asString()
        .contains("lr_milestones: [0.6, 0.9] of 1 iterations is the first step");
  }

  private static String[] with(String[] words, String more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add(more);
    return all.toArray(String[]::new);
  }

  /** Those of {@code run.json}, after all other places were seen to have the same. */
  private List<String> warnings(String... more) throws IOException {
    List<String> words = new ArrayList<>(TINY);
    words.addAll(List.of(more));
    words.add("work_dir=" + folder.resolve("runs"));
    words.add("cache_dir=" + folder.resolve("cache"));
    told.clear();
    Path run =
        new Experiment(components, lines(), new StopSignal(), null)
            .run(
                RunRequest.of(
                    Configs.command(PluginJars.NONE).compose(CommandLine.parse(words)), List.of()))
            .directory();
    List<String> kept = new ArrayList<>();
    new ObjectMapper()
        .readTree(Files.readAllBytes(run.resolve("run.json")))
        .path("warnings")
        .forEach(warning -> kept.add(warning.asText()));
    List<String> shown = kept.stream().map(line -> "warning: " + line).toList();
    assertThat(told).isEqualTo(shown);
    String text = Files.readString(run.resolve("results.txt"));
    assertThat(text.lines().filter(line -> line.startsWith("warning: "))).isEqualTo(shown);
    assertThat(Files.readString(run.resolve("results.md"))).contains(String.join("\n", shown));
    String csv = Files.readString(run.resolve("results.csv"));
    assertThat(csv.lines().findFirst())
        .hasValueSatisfying(head -> assertThat(head).endsWith(",warnings"));
    kept.forEach(line -> assertThat(csv).contains(line));
    return kept;
  }

  private ProgressListener lines() {
    ProgressListener silent = ProgressListener.silent();
    return new ProgressListener() {
      @Override
      public void message(String text) {
        if (text.startsWith("warning: ")) {
          told.add(text);
        }
      }

      @Override
      public Bar bar(String stage, long total) {
        return silent.bar(stage, total);
      }
    };
  }
}
