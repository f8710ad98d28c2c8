package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.Check;
import org.eobench.core.run.plan.RunRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user hears of weights that do not fit, and that the advice works when it is typed. */
class WeightsAdviceTest {
  private static final List<String> DATA =
      List.of(
          "dataset=quickstart",
          "dataset.img_size=64",
          "dataset.training_chips=2",
          "dataset.test_chips=1",
          "device=cpu",
          "batch_size=1",
          "num_workers=0",
          "decoder=seg_linear",
          "encoder.missing_band=zero");
  private static final Pattern ADVICE = Pattern.compile("add `(encoder\\.[^`]*)`: then all names");

  private final Components components = Plugins.load(PluginJars.NONE).components();

  @TempDir private Path folder;

  private List<String> words(String... words) {
    List<String> all = new ArrayList<>(DATA);
    all.addAll(Arrays.asList(words));
    all.add("cache_dir=" + folder.resolve("cache"));
    return all;
  }

  private String check(List<String> words) {
    return new Check(components, ProgressListener.silent())
        .run(
            RunRequest.of(
                Configs.command(PluginJars.NONE).compose(CommandLine.parse(words)), List.of()))
        .text();
  }

  @Test
  void saysThatAFileHoldsNoTensors() {
    Path file = TorchFileWriter.write(folder.resolve("empty.pth"), Map.of());
    assertThat(refused(words("encoder=dofa_tiny", "encoder.encoder_weights=" + file)))
        .hasMessageContaining("the file contains no tensors")
        .hasMessageNotContaining("lacks");
  }

  private BenchException refused(List<String> words) {
    BenchException refused = catchThrowableOfType(BenchException.class, () -> check(words));
    assertThat(refused).isNotNull();
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WEIGHTS);
    return refused;
  }

  private String weights(String name, Map<String, ?> dictionary) {
    return "encoder.encoder_weights=" + TorchFileWriter.write(folder.resolve(name), dictionary);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dofa_tiny | encoder.embed_dim=64 | encoder.embed_dim=32",
        "dofa_tiny | encoder.depth=2 encoder.output_layers=[0,1] | encoder.depth=4",
        "dofa_tiny | encoder.patch_size=8 | encoder.patch_size=16",
        "prithvi_tiny | encoder.patch_size=16 | encoder.patch_size=8",
        "presto_tiny | encoder.max_sequence_length=72 | encoder.max_sequence_length=24",
        "presto_tiny | encoder.embed_dim=64 | encoder.embed_dim=32",
        "presto | encoder.max_sequence_length=24 | encoder.max_sequence_length=12",
        "dinov2_tiny | encoder.embed_dim=64 | encoder.embed_dim=32"
      })
  void namesTheKeyWhoseChangeMakesTheShapesFit(String encoder, String made, String asked) {
    List<String> small = List.of("encoder=" + encoder);
    List<String> maker = words(small.get(0));
    maker.addAll(Arrays.asList(made.split(" ")));
    String weights = weights("w.pth", TinyWeights.below("module.", TinyWeights.of(maker, 1)));
    List<String> wrong = words(small.get(0), asked, weights);
    String message = refused(wrong).getMessage();
    String key = made.split(" ")[0];
    assertThat(message).contains("names match after removing the prefix 'module.'", key);
    Matcher advice = ADVICE.matcher(message);
    assertThat(advice.find()).as(message).isTrue();
    wrong.remove(asked);
    wrong.addAll(Arrays.asList(advice.group(1).replace("'", "").split(" ")));
    assertThat(check(wrong)).contains("fits the encoder");
  }

  @ParameterizedTest
  @CsvSource({
    "dofa_tiny, prithvi_tiny, DOFA's, encoder=dofa",
    "prithvi_tiny, dofa_tiny, Prithvi-EO-1.0's, encoder=prithvi",
    "croma_optical_tiny, dofa_tiny, CROMA's, encoder=croma",
    "presto_tiny, dofa_tiny, Presto's, encoder=presto",
    "clay_tiny, croma_optical_tiny, Clay, encoder=clay",
    "resnet18_scratch, dofa_tiny, weights, encoder=resnet18"
  })
  void saysWhoseWeightsAFileSeemsToHold(String maker, String asked, String family, String choice) {
    String weights = weights("w.pth", TinyWeights.of(words("encoder=" + maker), 1));
    assertThat(refused(words("encoder=" + asked, weights)).getMessage())
        .contains("these look like", family, choice)
        .contains("next: choose `" + choice);
  }

  @Test
  void namesTheEncoderOfTheRunThatWroteTheWeights() throws IOException {
    Path run = folder.resolve("earlier");
    Path file = Files.createDirectories(run.resolve("checkpoints")).resolve("last.safetensors");
    TorchFileWriter.write(file, TinyWeights.of(words("encoder=dofa_tiny"), 1));
    Files.writeString(
        run.resolve("run.json"),
        """
        {"version": 2, "name": "a", "state": "COMPLETE", "fingerprint": "f",
         "choices": {"encoder": "dofa_tiny"}, "overrides": [], "protocol": "default", "seed": 1,
         "started": "2026-11-20T12:00:00Z", "starts": 1, "batchesWithoutTarget": 0}
        """);
    assertThat(refused(words("encoder=prithvi_tiny", "encoder.encoder_weights=" + file)))
        .hasMessageContaining("the run that wrote them has encoder=dofa_tiny")
        .hasMessageContaining("next: choose `encoder=dofa_tiny`")
        .hasMessageNotContaining("these look like");
  }

  @Test
  void takesWeightsOutOfTheDictionariesOfTrainingFrameworks() {
    List<String> dofa = words("encoder=dofa_tiny", "encoder.embed_dim=32", "encoder.depth=4");
    Map<String, TorchFileWriter.Tensor> tensors = TinyWeights.of(dofa, 1);
    Map<String, TorchFileWriter.Tensor> head =
        Map.of("head.weight", new TorchFileWriter.Tensor(new long[] {1}, new float[] {1}));
    List<Map<String, ?>> dictionaries =
        List.of(
            Map.of("state_dict", TinyWeights.below("model.encoder.", tensors)),
            Map.of("state_dict", TinyWeights.below("backbone.", tensors), "meta", head),
            Map.of("model", TinyWeights.below("module._orig_mod.", tensors)),
            Map.of("model_ema", tensors));
    for (Map<String, ?> dictionary : dictionaries) {
      List<String> run = new ArrayList<>(dofa);
      run.add(weights("nested.pth", dictionary));
      assertThat(check(run)).contains("fits the encoder");
    }
    List<String> both = new ArrayList<>(dofa);
    both.add(weights("both.pth", Map.of("teacher", tensors, "student", tensors)));
    assertThat(refused(both).getMessage())
        .contains("'teacher.'", "'student.'", "add `encoder.weights_prefix=teacher.`");
    both.add("encoder.weights_prefix=teacher.");
    assertThat(check(both)).contains("fits the encoder");
  }
}
