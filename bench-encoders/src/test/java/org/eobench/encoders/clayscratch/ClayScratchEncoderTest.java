package org.eobench.encoders.clayscratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Parameter;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClayScratchEncoderTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  private Encoder encoder(int size, int channels) {
    return trial.create(
        ClayScratchConfig.class,
        ClayScratchEncoder::new,
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: %d, channels: %d,
             input_bands: {optical: [B4, B3]}, frozen_mode: eval}
            """,
            size,
            channels));
  }

  @Test
  void givesOneMapOfHalfTheSizeWithTheOriginalsTensors() {
    Encoder encoder = encoder(32, 64);
    assertThat(encoder.spec().levels()).containsExactly(new EncoderSpec.Level(64, 2));
    assertThat(encoder.spec().pyramid()).isTrue();
    assertThat(encoder.tensors().keySet())
        .containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    assertThat(encoder.isInputLayer("0.weight")).isTrue();
    assertThat(encoder.isInputLayer("2.weight")).isFalse();
  }

  @Test
  void takesTheLargestOfTwoByTwoPixels() {
    Encoder encoder = encoder(4, 1);
    // Both layers pass on what is above 0: the first the second band, the second its one channel.
    set(encoder, "0.weight", centre(2, 1));
    set(encoder, "0.bias", new float[] {0.5f});
    set(encoder, "2.weight", centre(1, 0));
    set(encoder, "2.bias", new float[] {0});
    float[] map = trial.encode(encoder, "optical", 2, 5).get(0);
    assertThat(map).hasSize(2 * 2);
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        float largest = 0;
        for (int pixel : new int[] {0, 1, 5, 6}) {
          int at = 2 * row * 5 + 2 * column + pixel;
          largest = Math.max(largest, (float) Math.sin(0.2 * at) + 0.5f);
        }
        assertThat(map[2 * row + column]).isEqualTo(largest);
      }
    }
  }

  /** The kernel of one output that is 1 at the centre of one input. */
  private static float[] centre(int inputs, int chosen) {
    float[] kernel = new float[inputs * 9];
    kernel[chosen * 9 + 4] = 1;
    return kernel;
  }

  private void set(Encoder encoder, String name, float[] values) {
    Parameter tensor = Trial.tensor(encoder, name);
    tensor.set(trial.manager().create(values, tensor.shape()));
  }

  @Test
  void refusesImagesThatCannotBeHalved() {
    Encoder encoder = trial.start(encoder(2, 4));
    assertThatThrownBy(() -> trial.encode(encoder, "optical", 2, 1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("at least 2");
    assertThatThrownBy(() -> encoder(1, 4)).hasMessageContaining("input_size=1");
    assertThatThrownBy(() -> encoder(8, 0)).hasMessageContaining("channels=0");
  }
}
