package org.eobench.encoders.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeysTest {
  private static final String SAID =
      """
      {"run": "mine", "encoder": {
        "module": "encoder", "input_bands": {"optical": ["B2", "B3", "B4"]}, "input_size": 32,
        "num_frames": 3, "input_layout": "bcthw", "levels": [{"width": 6, "stride": 4}],
        "output_layout": "bchw", "pyramid_output": false}}
      """;
  private static final Map<String, List<Band>> DATA =
      Map.of(
          "optical",
          List.of(
              new Band("B2", null),
              new Band("B3", null),
              new Band("B4", null),
              new Band("B8", null)));
  private static final String ALL = "[B2, B3, B4, B8]";

  @TempDir private Path folder;

  @Test
  void takesWhatTheFileSays() {
    ProgramFacts facts = facts(SAID, ALL, "");
    assertThat(facts.module()).isEqualTo("encoder");
    assertThat(facts.method()).isEqualTo("forward");
    assertThat(facts.inputBands()).containsEntry("optical", List.of("B2", "B3", "B4"));
    assertThat(facts.inputSize()).isEqualTo(32);
    assertThat(facts.numFrames()).isEqualTo(3);
    assertThat(facts.inputLayout()).isEqualTo(InputLayout.BCTHW);
    assertThat(facts.levels()).containsExactly(new EncoderSpec.Level(6, 4));
    assertThat(facts.outputLayout()).isEqualTo(OutputLayout.BCHW);
  }

  @Test
  void takesTheSameGivenTwice() {
    String given = "input_size: 32, levels: [{width: 6, stride: 4}]";
    assertThat(facts(SAID, "[B2, B3, B4]", given)).isEqualTo(facts(SAID, ALL, ""));
  }

  @Test
  void refusesEveryKeyThatContradictsTheFile() {
    assertThatThrownBy(
            () ->
                facts(
                    SAID,
                    "[B4, B3, B2]",
                    "input_size: 64, levels: [{width: 8, stride: 4}], module: ''"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(
            "[Bench/ScriptKeyContradicts] encoder.input_size=64 contradicts the file, which declares"
                + " 32")
        .hasMessageContaining("set `encoder.input_size=null` to use the file's value")
        .hasMessageContaining(
            "encoder.levels=[{width: 8, stride: 4}] contradicts the file, which declares"
                + " [{width: 6, stride: 4}]")
        .hasMessageContaining("encoder.module= contradicts the file, which declares encoder")
        .hasMessageContaining(
            "encoder.input_bands={optical: [B4, B3, B2]} contradicts the file, which declares"
                + " {optical: [B2, B3, B4]}")
        .hasMessageContaining("set `'encoder.input_bands=${dataset.bands}'`");
  }

  @Test
  void namesWhatNeitherSays() {
    assertThatThrownBy(() -> facts("", ALL, ""))
        .hasMessageContaining(
            "[Bench/ScriptKeyOpen] the file does not declare encoder.input_size and encoder.levels")
        .hasMessageContaining("set `'encoder.levels=[{width: 192, stride: 16}]'`");
    ProgramFacts plain = facts("", ALL, "input_size: 32, levels: [{width: 6, stride: 4}]");
    assertThat(plain.module()).isEmpty();
    assertThat(plain.numFrames()).isEqualTo(1);
    assertThat(plain.inputBands()).containsEntry("optical", List.of("B2", "B3", "B4", "B8"));
  }

  @Test
  void refusesKeysOfTheFileThatNothingReads() {
    assertThatThrownBy(() -> facts("{\"encoder\": {\"input_sise\": 32}}", ALL, ""))
        .hasMessageContaining("encoder.input_sise is not a key of encoder")
        .hasMessageContaining("did you mean input_size?");
  }

  private ProgramFacts facts(String extra, String bands, String given) {
    Path file = folder.resolve("m.pt");
    TinyProgram.write(
        file, TinyProgram.FORWARD, extra.isEmpty() ? Map.of() : Map.of(FileKeys.NAME, extra));
    String yaml =
        "{encoder_weights: m.pt, download_url: null, frozen_mode: eval, input_bands: {optical: "
            + bands
            + "}, "
            + given
            + "}";
    return FileKeys.of(file, Binder.bindText(yaml, "test.yaml", TorchScriptConfig.class), DATA);
  }
}
