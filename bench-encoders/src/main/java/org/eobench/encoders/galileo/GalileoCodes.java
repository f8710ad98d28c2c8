package org.eobench.encoders.galileo;

import org.eobench.core.nn.ModelSize;

/**
 * The fixed codes of Galileo's tokens. As in its training, the frequencies of a code with d values
 * are {@code 10000^(-i/(2d))}, not {@code 10000^(-i/(d/2))} as elsewhere.
 */
public final class GalileoCodes {
  private GalileoCodes() {}

  /** Sines, then cosines, of positions in float32, {@code [positions,width]} in C order. */
  static float[] line(int width, float[] positions) {
    int half = width / 2;
    float[] codes = new float[ModelSize.values(positions.length, width)];
    for (int i = 0; i < half; i++) {
      float omega = 1f / (float) Math.pow(10000, i / (2f * width));
      for (int p = 0; p < positions.length; p++) {
        float phase = positions[p] * omega;
        codes[p * width + i] = (float) Math.sin(phase);
        codes[p * width + half + i] = (float) Math.cos(phase);
      }
    }
    return codes;
  }

  /** Codes of dates by their index, {@code [dates,width]}. */
  public static float[] dates(int width, int dates) {
    return line(width, steps(dates, 1));
  }

  /**
   * Codes of a grid of patches, with the column in the first half.
   *
   * @param step patch size in units of 10 m
   * @return {@code [rows·columns,width]} in C order, patches row by row
   */
  public static float[] places(int width, int rows, int columns, float step) {
    int half = width / 2;
    float[] across = line(half, steps(columns, step));
    float[] down = line(half, steps(rows, step));
    float[] table = new float[ModelSize.values(rows, columns, width)];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = (row * columns + column) * width;
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
