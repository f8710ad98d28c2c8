package org.eobench.encoders.imagestats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageStatsEncoderTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  private Encoder encoder(int stride, String percentiles) {
    return trial.create(
        ImageStatsConfig.class,
        ImageStatsEncoder::new,
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: 4,
             input_bands: {optical: [B4, B8]}, stride: %d, percentiles: %s, frozen_mode: eval}
            """,
            stride,
            percentiles));
  }

  /** Two bands of two rows and four columns: two cells of two by two pixels. */
  @Test
  void describesEachCellByHandComputedStatistics() {
    float[] pixels = {1, 2, 10, 10, 3, 4, 10, 10, 0, 0, 5, 7, 0, 8, 5, 7};
    NDArray image = trial.manager().create(pixels, new Shape(1, 2, 1, 2, 4));
    NDArray map = encoder(2, "[50, 100]").encode(EncoderInput.of(Map.of("optical", image))).last();
    assertThat(map.getShape()).isEqualTo(new Shape(1, 12, 1, 2));
    float std = (float) Math.sqrt(5.0 / 3);
    float other = (float) Math.sqrt(4.0 / 3);
    float[] expected = {
      2.5f,
      10,
      2,
      6, // means
      std,
      0,
      4,
      other, // standard deviations of a sample
      1,
      10,
      0,
      5, // least
      4,
      10,
      8,
      7, // greatest
      2.5f,
      10,
      0,
      6, // medians
      4,
      10,
      8,
      7 // 100th percentile
    };
    assertThat(map.toFloatArray()).containsExactly(expected, within(1e-5f));
  }

  @Test
  void hasNoTensorsAtAll() {
    assertThat(encoder(2, "[]").tensors()).isEmpty();
    assertThat(encoder(2, "[]").spec().levels().get(0).width()).isEqualTo(8);
  }

  @Test
  void refusesCellsOfOnePixelAndPercentilesBeyondHundred() {
    assertThatThrownBy(() -> encoder(1, "[]")).hasMessageContaining("stride=1 must be at least 2");
    assertThatThrownBy(() -> encoder(3, "[]"))
        .hasMessageContaining("input_size=4 must be a multiple of stride=3");
    assertThatThrownBy(() -> encoder(2, "[101]")).hasMessageContaining("within 0..100");
  }
}
