package org.eobench.encoders.rcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Parameter;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RcfEncoderTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  private Encoder encoder(String mode, int stride) {
    return trial.create(
        RcfConfig.class,
        RcfEncoder::new,
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: 12, input_bands: {sar: [VV]},
             features: 6, kernel_size: 3, bias: -1, stride: %d, mode: %s, fit_images: 4,
             frozen_mode: eval}
            """,
            stride,
            mode));
  }

  /** The definition, written out: relu(w·x - 1) and relu(1 - w·x), averaged over the image. */
  @Test
  void averagesWhatIsAboveAndBelowZeroOverTheWholeImage() {
    Encoder encoder = trial.start(encoder("gaussian", 12));
    float[] image = image(1);
    float[] map = encode(encoder, image);
    float[] kernels = Trial.tensor(encoder, "weights").array().toFloatArray();
    for (int k = 0; k < 3; k++) {
      double above = 0;
      double below = 0;
      for (int y = 0; y < 10; y++) {
        for (int x = 0; x < 10; x++) {
          double sum = -1;
          for (int tap = 0; tap < 9; tap++) {
            sum += kernels[k * 9 + tap] * image[(y + tap / 3) * 12 + x + tap % 3];
          }
          above += Math.max(0, sum) / 100;
          below += Math.max(0, -sum) / 100;
        }
      }
      assertThat((double) map[k]).isCloseTo(above, within(1e-5));
      assertThat((double) map[3 + k]).isCloseTo(below, within(1e-5));
    }
  }

  @Test
  void givesACellForEachStride() {
    assertThat(encode(trial.start(encoder("gaussian", 4)), image(1))).hasSize(6 * 3 * 3);
  }

  @Test
  void hasNothingToTrain() {
    assertThat(encoder("gaussian", 4).tensors().values()).allMatch(Parameter::isBuffer);
  }

  @Test
  void refusesToEncodeBeforeItsKernelsWereCut() {
    Encoder encoder = trial.start(encoder("empirical", 4));
    assertThatThrownBy(() -> encode(encoder, image(1)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/KernelsNotCut]")
        .hasMessageContaining("mode=gaussian");
  }

  @Test
  void cutsTheSameKernelsFromTheSameImages() {
    float[] first = fitted(11, 1, 2, 3);
    assertThat(fitted(11, 1, 2, 3)).containsExactly(first);
    assertThat(fitted(12, 1, 2, 3)).isNotEqualTo(first);
    assertThat(fitted(11, 4, 5, 6)).isNotEqualTo(first);
  }

  @Test
  void looksAtNoMoreImagesThanItIsTold() {
    Encoder encoder = trial.start(encoder("empirical", 4));
    show(encoder, 1, 1, 2, 3, 4, 5, 6);
    assertThat(Trial.tensor(encoder, "images_seen").array().getLong()).isEqualTo(4);
    assertThat(encode(encoder, image(9))).hasSize(54).doesNotContain(Float.NaN);
  }

  @Test
  void refusesToCutFromNothing() {
    Encoder encoder = trial.start(encoder("empirical", 4));
    assertThatThrownBy(() -> show(encoder, 1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("no training image");
  }

  @Test
  void refusesFeaturesThatNoKernelsGive() {
    assertThatThrownBy(
            () ->
                trial.create(
                    RcfConfig.class,
                    RcfEncoder::new,
                    """
                    {encoder_weights: null, download_url: null, input_size: 12,
                     input_bands: {sar: [VV]}, features: 5, kernel_size: 3, bias: -1, stride: 4,
                     mode: gaussian, fit_images: 4, frozen_mode: eval}
                    """))
        .hasMessageContaining("features=5 must be even");
  }

  private float[] fitted(long seed, int... images) {
    Encoder encoder = trial.start(encoder("empirical", 4));
    show(encoder, seed, images);
    return Trial.tensor(encoder, "weights").array().toFloatArray();
  }

  private void show(Encoder encoder, long seed, int... images) {
    List<EncoderInput> batches = new ArrayList<>();
    for (int number : images) {
      batches.add(input(image(number)));
    }
    Objects.requireNonNull(encoder.dataFit()).see(batches.iterator(), seed);
  }

  private float[] encode(Encoder encoder, float[] image) {
    return encoder.encode(input(image)).last().toFloatArray();
  }

  private EncoderInput input(float[] image) {
    NDArray array = trial.manager().create(image, new Shape(1, 1, 1, 12, 12));
    return EncoderInput.of(Map.of("sar", array));
  }

  private static float[] image(int number) {
    float[] image = new float[144];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) (2 * Math.sin(number * 0.7 * i + number));
    }
    return image;
  }
}
