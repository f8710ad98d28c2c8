package org.eobench.encoders.anysat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnySatEncoderTest {
  private static final String SENTINEL = "optical: [B2, B3]";

  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void distancesHaveTheBucketsDoneByHand() {
    // A row of eleven places: the class token first, and two sensors in the second axis.
    NDArray buckets = RelativeBuckets.of(1, 11, 2, trial.manager());
    assertThat(buckets.getShape()).isEqualTo(new Shape(12, 23));
    assertThat(buckets.get(0).toLongArray()).containsOnly(7);
    assertThat(buckets.get(1).toLongArray())
        .containsExactly(7, 3, 4, 5, 5, 6, 6, 6, 6, 6, 6, 6, 3, 4, 5, 5, 6, 6, 6, 6, 6, 6, 6);
  }

  @Test
  void theDayCounts() {
    Encoder encoder = trial.start(encoder(SENTINEL, SENTINEL, "{optical: s2}"));
    float[] june = trial.encode(encoder, "optical", 2, 4, on(6)).get(0);
    assertThat(june).hasSize(64 * 2 * 2);
    assertThat(trial.encode(encoder, "optical", 2, 4, on(12)).get(0)).isNotEqualTo(june);
  }

  @Test
  void imagesOfOneSampleShowTheSameGround() {
    String bands = SENTINEL + ", aerial: [Red]";
    Encoder encoder = trial.start(encoder(bands, bands, "{optical: s2, aerial: naip}"));
    Map<String, NDArray> images = new LinkedHashMap<>();
    images.put("optical", trial.manager().ones(new Shape(1, 2, 1, 4, 4)));
    images.put("aerial", trial.manager().ones(new Shape(1, 1, 1, 32, 32)));
    assertThat(encoder.encode(EncoderInput.of(images)).last().getShape())
        .isEqualTo(new Shape(1, 64, 2, 2));
    images.put("aerial", trial.manager().ones(new Shape(1, 1, 1, 16, 16)));
    assertThatThrownBy(() -> encoder.encode(EncoderInput.of(images)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("other ground: 2 x 2 and 1 x 1 patches")
        .hasMessageContaining("32 x 32 pixels, as naip has 8 pixels per 10 m");
  }

  @Test
  void bandsAreKnownByNameAndNotByPlace() {
    NDArray image = trial.manager().arange(2 * 4 * 4f).reshape(1, 2, 1, 4, 4).div(32);
    Encoder one = trial.start(encoder(SENTINEL, SENTINEL, "{optical: s2}"));
    Encoder other = trial.start(encoder("optical: [B3, B2]", SENTINEL, "{optical: s2}"));
    assertThat(map(other, image.flip(1))).containsExactly(map(one, image));
  }

  @Test
  void refusesOtherBandsAndUnknownSensors() {
    assertThatThrownBy(() -> encoder("optical: [B3, B4]", SENTINEL, "{optical: s2}"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("must be the bands of pretrained_bands.optical=[B2, B3]");
    assertThatThrownBy(() -> encoder(SENTINEL, SENTINEL, "{optical: modis}"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("modality_keys has modis")
        .hasMessageContaining("s2, s1-asc, s1, l8, naip, spot");
  }

  private static float[] map(Encoder encoder, NDArray image) {
    return encoder.encode(EncoderInput.of(Map.of("optical", image))).last().toFloatArray();
  }

  private static Acquisition on(int month) {
    return new Acquisition(List.of(LocalDateTime.of(2020, month, 1, 12, 0)), null, null);
  }

  private Encoder encoder(String bands, String trained, String keys) {
    return trial.create(
        AnySatConfig.class,
        AnySatEncoder::new,
        """
        {encoder_weights: null, download_url: null, input_size: 4, input_bands: {%s},
         modality_keys: %s, pretrained_bands: {%s}, embed_dim: 64, depth: 1, num_heads: 2,
         mlp_ratio: 1, patch_metres: 20, output: patch, frozen_mode: eval}
        """
            .formatted(bands, keys, trained));
  }
}
