package org.eobench.core.nn.vit;

import org.eobench.core.nn.ModelSize;

/**
 * The two-dimensional sine-cosine table of Scale-MAE (Reed et al., ICCV 2023, arXiv:2212.14532).
 * Positions are measured in metres on the ground instead of patches, so that a code means the same
 * distance at every resolution. It is computed in float32, as in training.
 */
public final class ScaledSinCos {
  private ScaledSinCos() {}

  /**
   * The table of one image. The first half of the width encodes the column, the second the row.
   * With a resolution of 1 it equals the table of masked autoencoders.
   *
   * @param width D, a multiple of 4
   * @param rows grid rows
   * @param columns grid columns
   * @param resolution ground resolution of the image in metres per pixel
   * @param classToken whether a row of zeros for the class token comes first
   * @return {@code [(1 +) rows·columns, width]} in C order, positions row by row
   */
  public static float[] table(
      int width, int rows, int columns, float resolution, boolean classToken) {
    int half = width / 2;
    float[] across = PositionEmbedding.sinCos1d(half, steps(columns, resolution));
    float[] down = PositionEmbedding.sinCos1d(half, steps(rows, resolution));
    int first = classToken ? 1 : 0;
    float[] table = new float[ModelSize.values(first + (long) rows * columns, width)];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = (first + row * columns + column) * width;
        System.arraycopy(across, column * half, table, at, half);
        System.arraycopy(down, row * half, table, at + half, half);
      }
    }
    return table;
  }

  private static float[] steps(int count, float step) {
    float[] steps = new float[count];
    for (int i = 0; i < count; i++) {
      steps[i] = i * step;
    }
    return steps;
  }
}
