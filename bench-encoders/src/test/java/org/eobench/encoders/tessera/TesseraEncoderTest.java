package org.eobench.encoders.tessera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TesseraEncoderTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void seriesAreRepeatedOrThinnedOutToAMultipleOfEight() {
    assertThat(SeriesPadding.indices(3)).containsExactly(0, 1, 2, 0, 1, 2, 0, 1);
    assertThat(SeriesPadding.indices(6)).containsExactly(0, 1, 2, 3, 4, 5, 1, 4);
    assertThat(SeriesPadding.indices(8)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    long[] most = SeriesPadding.indices(511);
    assertThat(most).hasSize(256).startsWith(0, 2, 4).endsWith(508, 510);
  }

  @Test
  void undatedSeriesAreSpreadOverAYear() {
    SeriesDays days = new SeriesDays("TESSERA", 2);
    assertThat(days.of(List.of(Acquisition.UNKNOWN))).isEqualTo(new float[][] {{91, 274}});
    assertThat(days.of(List.of(on(2, 1), on(2, 1))))
        .isEqualTo(new float[][] {{91, 274}, {91, 274}});
  }

  @Test
  void theDayCounts() {
    Encoder encoder = trial.start(encoder("[B2, B3]", "[[B2, B3]]", 8));
    float[] june = map(encoder, 3, on(6, 1));
    assertThat(map(encoder, 3, on(6, 1))).containsExactly(june);
    assertThat(map(encoder, 3, on(12, 1))).isNotEqualTo(june);
  }

  @Test
  void aPrefixOfTheValuesIsThatOfAllValues() {
    float[] all = map(trial.start(encoder("[B2, B3]", "[[B2, B3]]", 8)), 2);
    float[] some = map(trial.start(encoder("[B2, B3]", "[[B2, B3]]", 4)), 2);
    assertThat(some).hasSize(4 * 2 * 2);
    for (int i = 0; i < some.length; i++) {
      assertThat(some[i]).isEqualTo(all[i]);
    }
  }

  @Test
  void aLargeImageIsEncodedInStripsLikeASmallOne() {
    Encoder encoder = trial.start(encoder("[B2, B3]", "[[B2, B3]]", 8));
    int side = 66; // one strip has at most 4096 pixels
    float[] large = map(encoder, side);
    float[] ends = new float[2 * 8];
    for (int feature = 0; feature < 8; feature++) {
      ends[feature] = large[feature * side * side];
      ends[8 + feature] = large[(feature + 1) * side * side - 1];
    }
    // Values have mean 0 and variance 1 in every pixel, so those of the last strip too.
    for (int pixel = 0; pixel < 2; pixel++) {
      double sum = 0;
      double squares = 0;
      for (int feature = 0; feature < 8; feature++) {
        sum += ends[pixel * 8 + feature];
        squares += Math.pow(ends[pixel * 8 + feature], 2);
      }
      assertThat(sum).isCloseTo(0, within(1e-4));
      assertThat(squares / 8).isCloseTo(1, within(1e-2));
    }
    assertThat(large).hasSize(8 * side * side);
  }

  @Test
  void refusesBandsThatNoSeriesHas() {
    assertThatThrownBy(() -> encoder("[B2, B4]", "[[B2, B3]]", 8))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("input_bands.optical=[B2, B4] must be the bands of series.optical");
    assertThatThrownBy(() -> encoder("[B2, B3]", "[[B2, B3]]", 9))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("output_dim=9 must be at most repr_dim=8");
  }

  private static Acquisition on(int month, int day) {
    return new Acquisition(List.of(LocalDateTime.of(2020, month, day, 12, 0)), null, null);
  }

  private float[] map(Encoder encoder, int side, Acquisition... acquisitions) {
    return trial.encode(encoder, "optical", 2, side, acquisitions).get(0);
  }

  private Encoder encoder(String bands, String series, int values) {
    List<String> keys = new ArrayList<>();
    keys.add("encoder_weights: null, download_url: null, input_size: 4, repr_dim: 8");
    keys.add("input_bands: {optical: " + bands + "}, series: {optical: " + series + "}");
    keys.add("backbones: {optical: s2_backbone, sar: s1_backbone}, output_dim: " + values);
    keys.add("latent_dim: 4, num_layers: 1, nhead: 2, dim_feedforward: 16");
    keys.add("enable_qk_norm: false, frozen_mode: eval");
    return trial.create(
        TesseraConfig.class, TesseraEncoder::new, "{" + String.join(", ", keys) + "}");
  }
}
