package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.cli.configs.TinyWeights;
import org.eobench.cli.configs.TorchFileWriter;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fifteen published command lines of Pangaea's notebook on burn scars, word for word, on data
 * in the layout of HLS Burn Scars. One file of the user's own, {@code configs/train.yaml}, makes
 * the models small; weights are small files in the layout of the published ones, two of whose names
 * the notebook mistook.
 */
class NotebookCommandsIT {
  private static final String LINES = "/notebook-commands.txt";
  private static final String DOFA = "pretrained_models/DOFA_ViT_base_e100.pth";
  private static final String PRITHVI = "pretrained_models/Prithvi_EO_V1_100M.pt";
  private static final List<String> SMALL =
      List.of(
          "encoder.embed_dim=32",
          "encoder.depth=4",
          "encoder.num_heads=4",
          "encoder.output_layers=[0,1,2,3]");
  private static final String NARROW_DECODER = "decoder: {channels: 32}\n";
  private static final String NARROW_MUSTER = "decoder: {channels: 32, depths: [1, 1, 1, 1]}\n";
  private static final int SMALL_CHIPS = 64;
  private static final int WHOLE_CHIPS = 256;
  private static final long PUBLISHED_ROWS = 1 + 3 * 14 * 14;

  @TempDir private Path temporary;

  static List<String> lines() throws IOException {
    try (InputStream text = NotebookCommandsIT.class.getResourceAsStream(LINES)) {
      byte[] all = Objects.requireNonNull(text).readAllBytes();
      return new String(all, StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void thereAreFifteen() throws IOException {
    assertThat(lines()).hasSize(15).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void runsAsItStands(String line) throws IOException {
    boolean whole = line.contains("preprocessing=seg_resize_input_layer");
    String decoder =
        line.contains("decoder=seg_linear")
            ? ""
            : line.contains("decoder=seg_muster") ? NARROW_MUSTER : NARROW_DECODER;
    Path folder = folder(whole ? WHOLE_CHIPS : SMALL_CHIPS, whole, decoder);
    List<String> words = words(line);
    if (line.contains("encoder=croma")) {
      refusesTheWeightsOfAnotherFamily(folder, words);
    } else if (line.endsWith("DOFA_ViT_base_e100.pt")) {
      trains(folder, afterTheAdvice(folder, words));
    } else {
      trains(folder, words);
    }
  }

  private static List<String> words(String line) {
    List<String> words = Arrays.asList(line.split(" "));
    assertThat(words.subList(0, 3)).containsExactly("java", "-jar", "bench.jar");
    return words.subList(3, words.size());
  }

  private static void trains(Path folder, List<String> words) throws IOException {
    BenchProcess.Result result = BenchProcess.in(folder).run(words).succeeds();
    assertThat(result.out()).contains("Burn scar", "Not burned");
    Path run = onlyRun(folder);
    String log = Files.readString(run.resolve("run.log"));
    assertThat(log)
        .contains("use_wandb=true: nothing is sent to Weights & Biases")
        .containsPattern("weights: \\d+ tensors loaded");
    String record = Files.readString(run.resolve("run.json"));
    assertThat(record).contains("COMPLETE", "pretrained_models/");
    if (words.contains("encoder=prithvi")) {
      assertThat(log).contains("'encoder.' was removed from the names");
      assertThat(record).containsPattern("\"prefix\" ?: ?\"encoder\\.\"");
    }
    assertThat(run.resolve("checkpoints/epoch_16.safetensors")).isRegularFile();
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
        .filteredOn(entry -> entry.contains("\"kind\":\"train\""))
        .as("log_interval=1: a line for each of the 16 epochs' iterations")
        .hasSizeGreaterThanOrEqualTo(16);
  }

  /**
   * The notebook's {@code .pt} for {@code .pth}: refused, and the file that is there is offered.
   */
  private static List<String> afterTheAdvice(Path folder, List<String> words) {
    BenchProcess.Result result =
        BenchProcess.in(folder).run(words).failsWith(ExitCode.WEIGHTS, "[Bench/MissingWeights]");
    Matcher advice = Pattern.compile("`(encoder\\.encoder_weights=\\S+)`").matcher(result.err());
    assertThat(advice.find()).as(result.err()).isTrue();
    assertThat(advice.group(1)).isEqualTo("encoder.encoder_weights=" + DOFA);
    return Stream.concat(
            words.stream().filter(word -> !word.startsWith("encoder.encoder_weights=")),
            Stream.of(advice.group(1)))
        .toList();
  }

  private static void refusesTheWeightsOfAnotherFamily(Path folder, List<String> words) {
    BenchProcess.Result result =
        BenchProcess.in(folder).run(words).failsWith(ExitCode.WEIGHTS, "[Bench/WeightsDoNotFit]");
    assertThat(result.err())
        .contains("these look like DOFA's weights (encoder=dofa)")
        .contains(DOFA, "`java -jar bench.jar fetch weights croma_optical`");
    assertThat(result.err().lines().count()).as("a message, not a list").isLessThan(30);
    assertThat(folder.resolve("checkpoints")).as("no run was begun").doesNotExist();
  }

  /** A working folder with data, weights and the one file that makes everything small. */
  private Path folder(int chips, boolean whole, String decoder) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("work"));
    ChipFiles.write(folder.resolve("data/HLSBurnScars"), chips, 3, 1);
    int input = whole ? chips : 32;
    int patch = whole ? 32 : 16;
    List<String> sizes =
        Stream.concat(
                SMALL.stream(),
                Stream.of(
                    "dataset=hlsburnscars",
                    "encoder.input_size=" + input,
                    "encoder.patch_size=" + patch,
                    "~decoder"))
            .toList();
    weights(folder, sizes);
    String shipped = Files.readString(BenchProcess.ROOT.resolve("configs/train.yaml"));
    String replaced =
        shipped
            .replaceFirst("(?m)^batch_size: .*$", "batch_size: 2")
            .replaceFirst("(?m)^device: .*$", "device: cpu")
            .replaceFirst("(?m)^dataset:$", "dataset:\n  img_size: " + chips);
    assertThat(replaced).contains("img_size: " + chips);
    String own =
        """

        encoder:
          {input_size: %d, patch_size: %d, embed_dim: 32, depth: 4, num_heads: 4,
          output_layers: [0, 1, 2, 3]}
        """;
    Path configs = Files.createDirectory(folder.resolve("configs"));
    Files.writeString(
        configs.resolve("train.yaml"),
        replaced + String.format(Locale.ROOT, own, input, patch) + decoder);
    return folder;
  }

  /** Small files in the layout of the published ones. */
  private static void weights(Path folder, List<String> sizes) {
    TorchFileWriter.Tensor some = new TorchFileWriter.Tensor(new long[] {1}, new float[] {1});
    Map<String, TorchFileWriter.Tensor> dofa =
        new LinkedHashMap<>(TinyWeights.of(with(sizes, "encoder=dofa"), 1));
    dofa.put("mask_token", some);
    dofa.put("projector.weight", some);
    TorchFileWriter.write(folder.resolve(DOFA), dofa);
    Map<String, TorchFileWriter.Tensor> prithvi =
        new LinkedHashMap<>(TinyWeights.of(with(sizes, "encoder=prithvi"), 1));
    long[] table = {1, PUBLISHED_ROWS, 32};
    prithvi.put(
        "pos_embed", new TorchFileWriter.Tensor(table, new float[(int) PUBLISHED_ROWS * 32]));
    prithvi = new LinkedHashMap<>(TinyWeights.below("encoder.", prithvi));
    prithvi.put("decoder.mask_token", some);
    TorchFileWriter.write(folder.resolve(PRITHVI), prithvi);
  }

  private static List<String> with(List<String> sizes, String... more) {
    return Stream.concat(sizes.stream(), Arrays.stream(more)).toList();
  }

  private static Path onlyRun(Path folder) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("checkpoints"))) {
      List<Path> all = runs.filter(Files::isDirectory).toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
