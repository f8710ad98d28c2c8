package org.eobench.core.nn.vit;

import org.eobench.core.nn.ModelSize;

/**
 * Fixed position tables and their resampling to another grid, in Java so that they need no engine.
 *
 * <p>The two halves of a code are concatenated, {@code [sin(p·ω) | cos(p·ω)]} with {@code ω_i =
 * 10000^(-i/(d/2))}, not interleaved.
 */
public final class PositionEmbedding {
  private static final double BASE = 10000;

  /** Free parameter of the cubic kernel, as in PyTorch's bicubic interpolation. */
  private static final double CUBIC = -0.75;

  private PositionEmbedding() {}

  /**
   * Codes of real-valued positions in float32 arithmetic. For large positions, such as wavelengths
   * in nanometres, the network was trained with the rounding error of the phase.
   *
   * @param width d, even
   * @return {@code [positions, width]} in C order
   */
  public static float[] sinCos1d(int width, float[] positions) {
    int half = width / 2;
    float[] codes = new float[ModelSize.values(positions.length, width)];
    for (int i = 0; i < half; i++) {
      float exponent = (float) i / half;
      float omega = 1f / (float) Math.pow(BASE, exponent);
      for (int p = 0; p < positions.length; p++) {
        float phase = positions[p] * omega;
        codes[p * width + i] = (float) Math.sin(phase);
        codes[p * width + half + i] = (float) Math.cos(phase);
      }
    }
    return codes;
  }

  /**
   * The two-dimensional table of masked autoencoders (He et al., CVPR 2022): the first half of the
   * width encodes the column, the second the row.
   *
   * @param width D, a multiple of 4
   * @param rows grid rows
   * @param columns grid columns
   * @param classToken whether a row of zeros for the class token comes first
   * @return {@code [(1 +) rows·columns, width]} in C order, positions row by row
   */
  public static float[] sinCos2d(int width, int rows, int columns, boolean classToken) {
    int first = classToken ? 1 : 0;
    float[] table = new float[ModelSize.values(first + (long) rows * columns, width)];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = (first + row * columns + column) * width;
        code(table, at, width / 2, column);
        code(table, at + width / 2, width / 2, row);
      }
    }
    return table;
  }

  /** Writes the code of one position, computed in double. */
  static void code(float[] into, int at, int width, double position) {
    int half = width / 2;
    for (int i = 0; i < half; i++) {
      double phase = position * Math.pow(BASE, -(double) i / half);
      into[at + i] = (float) Math.sin(phase);
      into[at + half + i] = (float) Math.cos(phase);
    }
  }

  /**
   * Resamples the grid part of a position table bicubically (half-pixel centres, clamped edges, no
   * antialiasing), as masked autoencoders do for other image sizes.
   *
   * @param table {@code [leading + from·from, width]} in C order
   * @param leading rows before the grid (class token), which are copied
   * @return {@code [leading + to·to, width]}
   */
  public static float[] resample(float[] table, int width, int leading, int from, int to) {
    float[] resampled = new float[ModelSize.values(leading + (long) to * to, width)];
    System.arraycopy(table, 0, resampled, 0, leading * width);
    int[][] taps = new int[to][];
    double[][] weights = new double[to][];
    for (int i = 0; i < to; i++) {
      double source = (i + 0.5) * from / to - 0.5;
      int floor = (int) Math.floor(source);
      taps[i] = new int[4];
      weights[i] = new double[4];
      for (int t = 0; t < 4; t++) {
        int tap = floor - 1 + t;
        taps[i][t] = Math.max(0, Math.min(from - 1, tap));
        weights[i][t] = cubic(Math.abs(source - tap));
      }
    }
    for (int row = 0; row < to; row++) {
      for (int column = 0; column < to; column++) {
        int at = (leading + row * to + column) * width;
        for (int d = 0; d < width; d++) {
          double sum = 0;
          for (int y = 0; y < 4; y++) {
            double line = 0;
            for (int x = 0; x < 4; x++) {
              int source = leading + taps[row][y] * from + taps[column][x];
              line += weights[column][x] * table[source * width + d];
            }
            sum += weights[row][y] * line;
          }
          resampled[at + d] = (float) sum;
        }
      }
    }
    return resampled;
  }

  /** The cubic kernel at a distance {@code x >= 0} from a tap. */
  static double cubic(double x) {
    if (x <= 1) {
      return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1;
    }
    return x < 2 ? ((CUBIC * x - 5 * CUBIC) * x + 8 * CUBIC) * x - 4 * CUBIC : 0;
  }
}
