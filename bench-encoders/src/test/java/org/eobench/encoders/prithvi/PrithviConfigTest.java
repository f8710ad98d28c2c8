package org.eobench.encoders.prithvi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eobench.core.error.BenchException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrithviConfigTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tubelet_size | 0 | tubelet_size=0 must be positive",
        "norm_eps | 0 | norm_eps=0.0 must be positive",
        "pretrained_size | 18 | pretrained_size=18 must be a multiple of patch_size=4",
        "pretrained_frames | 0 | pretrained_frames=0 must be a multiple of tubelet_size=1",
        "coords_encoding | [time, time] | must list each value once",
        "coords_encoding | [weather] | weather",
        "position_rule | guess | guess",
        "input_bands | {optical: [B2], sar: [VV]} | input_bands must list one modality",
      })
  void refusesWhatCannotWork(String key, String value, String sentence) {
    TinyPrithvi config = TinyPrithvi.of(2).with(key, value);
    assertThatThrownBy(config::bind)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({"24, embed_dim=24 must be a multiple of 16"})
  void refusesAWidthThatSixteenthsDoNotDivide(int width, String sentence) {
    TinyPrithvi config = TinyPrithvi.of(2).with("embed_dim", width).with("output_dim", width);
    assertThatThrownBy(config::bind)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({"2, coords_encoding with time requires tubelet_size=1"})
  void refusesDatesForTubeletsOfSeveralFrames(int tubelet, String sentence) {
    TinyPrithvi config =
        TinyPrithvi.of(2)
            .with("tubelet_size", tubelet)
            .with("pretrained_frames", 4)
            .with("coords_encoding", "[time]");
    assertThatThrownBy(config::bind)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(sentence);
  }
}
