package org.eobench.pretrain.crops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.eobench.core.dataset.Image;
import org.junit.jupiter.api.Test;

class GaussianBlurTest {
  /** The definition, in two dimensions and double precision. */
  @Test
  void isAWeightedMeanOfMirroredNeighbours() {
    int side = 9;
    double sigma = 1.3;
    Image image = noise(2, 7, 11);

    Image blurred = new GaussianBlur(side, sigma).apply(image);

    for (int band = 0; band < 2; band++) {
      for (int r = 0; r < 7; r++) {
        for (int c = 0; c < 11; c++) {
          double sum = 0;
          double all = 0;
          for (int y = -4; y <= 4; y++) {
            for (int x = -4; x <= 4; x++) {
              double weight = Math.exp(-(y * y + x * x) / (2 * sigma * sigma));
              sum +=
                  weight * image.data()[(band * 7 + mirrored(r + y, 7)) * 11 + mirrored(c + x, 11)];
              all += weight;
            }
          }
          assertThat((double) blurred.data()[(band * 7 + r) * 11 + c])
              .isCloseTo(sum / all, within(1e-5));
        }
      }
    }
  }

  private static int mirrored(int place, int length) {
    int positive = Math.abs(place);
    return positive < length ? positive : 2 * length - 2 - positive;
  }

  @Test
  void leavesAConstantImageAndBlursLessWithASmallDeviation() {
    float[] ones = new float[64];
    java.util.Arrays.fill(ones, 3);
    assertThat(new GaussianBlur(9, 2).apply(new Image(ones, 1, 1, 8, 8)).data())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-5f ? 0 : 1)
        .containsOnly(3f);
    Image image = noise(1, 16, 16);
    assertThat(new GaussianBlur(9, 0.1).apply(image).data())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-5f ? 0 : 1)
        .containsExactly(image.data());
  }

  private static Image noise(int bands, int rows, int columns) {
    Random random = new Random(5);
    float[] data = new float[bands * rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextFloat();
    }
    return new Image(data, bands, 1, rows, columns);
  }
}
