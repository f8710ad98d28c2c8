package org.eobench.core.nn.vit;

import org.eobench.core.nn.ModelSize;

/**
 * Attention with linear biases (Press et al., ICLR 2022, arXiv:2108.12409) in two dimensions, as in
 * CROMA (Fuller et al., NeurIPS 2023, arXiv:2311.00566). Each head lowers the score of two patches
 * by its slope times their Euclidean distance in patches. Nothing is learned, so the table is exact
 * for every grid.
 */
public final class Alibi {
  private Alibi() {}

  /**
   * The slope of each head: a geometric sequence for powers of two; otherwise the sequence of the
   * next lower power, followed by every second slope of the next higher power.
   */
  public static double[] slopes(int heads) {
    double[] slopes = new double[heads];
    int power = Integer.highestOneBit(heads);
    for (int i = 0; i < power; i++) {
      slopes[i] = slope(power, i);
    }
    for (int i = power; i < heads; i++) {
      slopes[i] = slope(2 * power, 2 * (i - power));
    }
    return slopes;
  }

  private static double slope(int powerOfTwo, int head) {
    return Math.pow(2, -8.0 * (head + 1) / powerOfTwo);
  }

  /**
   * The bias of the attention scores for a grid of patches.
   *
   * @return {@code [1,heads,N,N]} in C order, N = rows·columns, patches row by row
   * @throws IllegalArgumentException if the table is too large for any model
   */
  public static float[] table(int heads, int rows, int columns) {
    float[] table = new float[ModelSize.values(heads, rows, columns, rows, columns)];
    int patches = rows * columns;
    int pairs = patches * patches;
    double[] slopes = slopes(heads);
    for (int p = 0; p < patches; p++) {
      for (int q = 0; q < patches; q++) {
        double down = p / columns - q / columns;
        double across = p % columns - q % columns;
        double distance = Math.sqrt(down * down + across * across);
        for (int head = 0; head < heads; head++) {
          table[head * pairs + p * patches + q] = (float) (-slopes[head] * distance);
        }
      }
    }
    return table;
  }
}
