package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every resampling against its definition, over all pairs of small sizes. */
class ResamplingTest {
  private static final int LARGEST = 13;

  /** The weight of input {@code j} in output {@code i}. */
  private interface Kernel {
    double weight(int in, int out, int i, int j);
  }

  private interface Axis {
    Resampling of(int in, int out);
  }

  @Test
  void linearInterpolatesBetweenTheTwoNearestCentres() {
    isDefinedBy(
        Resampling::linear,
        (in, out, i, j) -> {
          double centre = Math.min(Math.max((i + 0.5) * in / out - 0.5, 0), in - 1);
          return Math.max(0, 1 - Math.abs(j - centre));
        });
  }

  @Test
  void antialiasedLinearWidensItsTriangleWhenShrinking() {
    isDefinedBy(
        Resampling::antialiasedLinear,
        (in, out, i, j) -> {
          double sum = 0;
          for (int k = 0; k < in; k++) {
            sum += triangle(in, out, i, k);
          }
          return triangle(in, out, i, j) / sum;
        });
  }

  private static double triangle(int in, int out, int i, int j) {
    double scale = (double) in / out;
    double distance = Math.abs(j + 0.5 - (i + 0.5) * scale);
    return Math.max(0, 1 - distance / Math.max(scale, 1));
  }

  @Test
  void antialiasedCubicWidensItsKernelWhenShrinking() {
    isDefinedBy(
        Resampling::antialiasedCubic,
        (in, out, i, j) -> {
          double sum = 0;
          for (int k = 0; k < in; k++) {
            sum += widened(in, out, i, k);
          }
          return widened(in, out, i, j) / sum;
        });
  }

  private static double widened(int in, int out, int i, int j) {
    double scale = (double) in / out;
    return keys(Math.abs(j + 0.5 - (i + 0.5) * scale) / Math.max(scale, 1), -0.5);
  }

  @Test
  void cubicRepeatsThePixelsAtTheEdges() {
    isDefinedBy(
        Resampling::cubic,
        (in, out, i, j) -> {
          double centre = (i + 0.5) * in / out - 0.5;
          double weight = 0;
          // Pixels beyond an edge, as far as the kernel reaches, have the value of that edge.
          for (int k = -3; k < in + 3; k++) {
            if (Math.min(Math.max(k, 0), in - 1) == j) {
              weight += keys(Math.abs(k - centre), -0.75);
            }
          }
          return weight;
        });
  }

  /** The kernel of Keys (1981) as its two polynomials are printed there. */
  private static double keys(double x, double a) {
    if (x <= 1) {
      return (a + 2) * x * x * x - (a + 3) * x * x + 1;
    }
    return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
  }

  @Test
  void nearestTakesThePixelUnderTheCentreOrTheFloor() {
    isDefinedBy(
        (in, out) -> Resampling.nearest(in, out, NearestPixel.FLOOR),
        (in, out, i, j) -> i * in / out == j ? 1 : 0);
    isDefinedBy(
        (in, out) -> Resampling.nearest(in, out, NearestPixel.CENTRE),
        (in, out, i, j) -> (2 * i + 1) * in / (2 * out) == j ? 1 : 0);
  }

  /** Resamples each unit vector along both axes of planes with other sizes. */
  private static void isDefinedBy(Axis axis, Kernel kernel) {
    Resampling same = Resampling.nearest(2, 2, NearestPixel.FLOOR);
    for (int in = 1; in <= LARGEST; in++) {
      for (int out = 1; out <= LARGEST; out++) {
        Resampling resampling = axis.of(in, out);
        for (int j = 0; j < in; j++) {
          // Two planes; the unit is in the second one, in its second row or column.
          float[] rows = new float[2 * in * 2];
          rows[in * 2 + j * 2 + 1] = 1;
          float[] columns = new float[2 * 2 * in];
          columns[2 * in + in + j] = 1;
          float[] down = Resampling.resize(rows, 2, resampling, same);
          float[] across = Resampling.resize(columns, 2, same, resampling);
          for (int i = 0; i < out; i++) {
            float weight = (float) kernel.weight(in, out, i, j);
            String place = in + " to " + out + ", " + j + " in " + i;
            assertThat(down[out * 2 + i * 2 + 1]).as(place).isCloseTo(weight, within(1e-5f));
            assertThat(across[2 * out + out + i]).as(place).isCloseTo(weight, within(1e-5f));
            assertThat(down[i * 2 + 1]).as(place).isZero();
            assertThat(across[2 * out + i]).as(place).isZero();
          }
        }
      }
    }
  }

  @Test
  void leavesMissingValuesOutOfTheWeightedSum() {
    Resampling half = Resampling.antialiasedLinear(4, 2);
    float[] planes = {
      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, //
      5, 5, 5, 5, 5, Float.NaN, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
    };
    float[] result = Resampling.resizeAroundGaps(planes, 2, half, half);
    assertThat(result).containsExactly(new float[] {1, 1, 1, 1, 5, 5, 5, 5}, within(1e-6f));
    float[] gone = new float[16];
    Arrays.fill(gone, Float.NaN);
    assertThat(Resampling.resizeAroundGaps(gone, 1, half, half)).containsOnly(Float.NaN);
  }
}
