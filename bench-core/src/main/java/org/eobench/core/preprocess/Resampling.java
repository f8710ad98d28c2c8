package org.eobench.core.preprocess;

import java.util.Arrays;

/**
 * Resampling of one axis from {@code in} to {@code out} pixels: each output is a weighted sum of
 * consecutive inputs. Two of them, columns first, resize a plane like {@code
 * torch.nn.functional.interpolate} with {@code align_corners=False}, in the same order and in
 * float32.
 */
final class Resampling {
  /** Below this value, a weight is a rounding error. */
  private static final float LEAST_WEIGHT = 1e-4f;

  private final int in;
  private final int out;
  private final int[] first;
  private final float[][] weights;

  private Resampling(int in, int out) {
    this.in = in;
    this.out = out;
    this.first = new int[out];
    this.weights = new float[out][];
  }

  /** Linear interpolation between the two nearest pixel centres, edges clamped. */
  static Resampling linear(int in, int out) {
    Resampling axis = new Resampling(in, out);
    float scale = (float) in / out;
    for (int i = 0; i < out; i++) {
      float centre = Math.max(0, scale * (i + 0.5f) - 0.5f);
      int low = Math.min((int) centre, in - 1);
      float share = Math.min(Math.max(centre - low, 0), 1);
      axis.first[i] = low;
      boolean second = low + 1 < in && share > 0;
      axis.weights[i] = second ? new float[] {1 - share, share} : new float[] {1};
    }
    return axis;
  }

  /**
   * Linear interpolation whose kernel widens when shrinking, so that every input contributes
   * ({@code antialias=True} in Pillow and torch). Enlarging equals {@link #linear}.
   */
  static Resampling antialiasedLinear(int in, int out) {
    return antialiased(in, out, 1, distance -> Math.max(0, 1 - distance));
  }

  /**
   * Cubic convolution (Keys 1981, doi:10.1109/TASSP.1981.1163711) whose kernel widens when
   * shrinking, with a = -0.5 as in Pillow and in torch with {@code antialias=True}.
   */
  static Resampling antialiasedCubic(int in, int out) {
    return antialiased(in, out, 2, distance -> cubic(distance, -0.5f));
  }

  /**
   * Cubic convolution of the four nearest pixels, with a = -0.75 as in torch without {@code
   * antialias}. Pixels beyond the edge equal the pixel at the edge.
   */
  static Resampling cubic(int in, int out) {
    Resampling axis = new Resampling(in, out);
    float scale = (float) in / out;
    for (int i = 0; i < out; i++) {
      float centre = scale * (i + 0.5f) - 0.5f;
      int low = (int) Math.floor(centre) - 1;
      int start = Math.min(Math.max(low, 0), in - 1);
      int end = Math.min(Math.max(low + 3, 0), in - 1);
      float[] taps = new float[end - start + 1];
      for (int j = low; j < low + 4; j++) {
        int clamped = Math.min(Math.max(j, start), end);
        taps[clamped - start] += cubic(Math.abs(j - centre), -0.75f);
      }
      axis.first[i] = start;
      axis.weights[i] = taps;
    }
    return axis;
  }

  private static float cubic(float distance, float a) {
    float x = distance;
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  }

  /** The weight of a pixel at a distance from the centre of the output, in pixels. */
  private interface Kernel {
    float at(float distance);
  }

  /**
   * @param reach distance from which the kernel is 0
   */
  private static Resampling antialiased(int in, int out, int reach, Kernel kernel) {
    Resampling axis = new Resampling(in, out);
    float scale = (float) in / out;
    float support = reach * Math.max(scale, 1);
    float narrowing = scale >= 1 ? 1 / scale : 1;
    for (int i = 0; i < out; i++) {
      float centre = scale * (i + 0.5f);
      int from = Math.max((int) (centre - support + 0.5f), 0);
      int to = Math.min((int) (centre + support + 0.5f), in);
      float[] taps = new float[to - from];
      float sum = 0;
      for (int j = 0; j < taps.length; j++) {
        taps[j] = kernel.at(Math.abs((j + from - centre + 0.5f) * narrowing));
        sum += taps[j];
      }
      for (int j = 0; j < taps.length; j++) {
        taps[j] /= sum;
      }
      int start = 0;
      int end = taps.length;
      while (end > 1 && taps[end - 1] == 0) {
        end--;
      }
      while (start < end - 1 && taps[start] == 0) {
        start++;
      }
      // Pixels of weight 0 are dropped, so that missing data under them have no effect.
      axis.first[i] = from + start;
      axis.weights[i] = Arrays.copyOfRange(taps, start, end);
    }
    return axis;
  }

  /** One input pixel for each output, like torch's {@code nearest-exact} or {@code nearest}. */
  static Resampling nearest(int in, int out, NearestPixel pixel) {
    Resampling axis = new Resampling(in, out);
    float scale = (float) in / out;
    for (int i = 0; i < out; i++) {
      float place = pixel == NearestPixel.CENTRE ? (float) ((i + 0.5) * scale) : i * scale;
      axis.first[i] = Math.min((int) Math.floor(place), in - 1);
      axis.weights[i] = new float[] {1};
    }
    return axis;
  }

  /** Index of the first input that output {@code i} depends on. */
  int first(int i) {
    return first[i];
  }

  /**
   * Resizes planes {@code [N,rows.in,columns.in]} to {@code [N,rows.out,columns.out]}, columns
   * before rows.
   */
  static float[] resize(float[] planes, int count, Resampling rows, Resampling columns) {
    float[] result = new float[count * rows.out * columns.out];
    float[] narrow = new float[rows.in * columns.out];
    for (int n = 0; n < count; n++) {
      columns.alongRows(planes, n * rows.in * columns.in, rows.in, narrow);
      rows.alongColumns(narrow, columns.out, result, n * rows.out * columns.out);
    }
    return result;
  }

  /**
   * Like {@link #resize}, for planes with missing data: a NaN is excluded from the weighted sum,
   * and the other weights are scaled up. The result is NaN only if all inputs are NaN.
   */
  static float[] resizeAroundGaps(float[] planes, int count, Resampling rows, Resampling columns) {
    float[] result = resize(planes, count, rows, columns);
    int from = rows.in * columns.in;
    int to = rows.out * columns.out;
    for (int n = 0; n < count; n++) {
      float[] values = Arrays.copyOfRange(planes, n * from, (n + 1) * from);
      float[] there = new float[from];
      if (fillGaps(values, there)) {
        float[] sums = resize(values, 1, rows, columns);
        float[] weights = resize(there, 1, rows, columns);
        for (int i = 0; i < to; i++) {
          float weight = weights[i];
          result[n * to + i] = weight > LEAST_WEIGHT ? sums[i] / weight : Float.NaN;
        }
      }
    }
    return result;
  }

  /**
   * Replaces missing values by 0 and marks the others in {@code there}; returns whether any was
   * missing.
   */
  private static boolean fillGaps(float[] values, float[] there) {
    boolean any = false;
    for (int i = 0; i < values.length; i++) {
      boolean gap = Float.isNaN(values[i]);
      values[i] = gap ? 0 : values[i];
      there[i] = gap ? 0 : 1;
      any |= gap;
    }
    return any;
  }

  /** Resamples each of {@code count} rows. */
  private void alongRows(float[] from, int offset, int count, float[] to) {
    for (int r = 0; r < count; r++) {
      int row = offset + r * in;
      for (int i = 0; i < out; i++) {
        float[] taps = weights[i];
        int source = row + first[i];
        float sum = from[source] * taps[0];
        for (int j = 1; j < taps.length; j++) {
          sum += from[source + j] * taps[j];
        }
        to[r * out + i] = sum;
      }
    }
  }

  /** Resamples columns into zeros, one row at a time so that memory is read in order. */
  private void alongColumns(float[] from, int width, float[] to, int offset) {
    for (int i = 0; i < out; i++) {
      int sink = offset + i * width;
      for (int j = 0; j < weights[i].length; j++) {
        float tap = weights[i][j];
        int source = (first[i] + j) * width;
        for (int c = 0; c < width; c++) {
          to[sink + c] += from[source + c] * tap;
        }
      }
    }
  }
}
