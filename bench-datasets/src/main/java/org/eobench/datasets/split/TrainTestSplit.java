package org.eobench.datasets.split;

import java.util.Arrays;

/**
 * {@code sklearn.model_selection.train_test_split(arange(n), test_size, random_state)}.
 *
 * @param train indices of the larger part, in drawing order
 * @param test indices of the smaller part, in drawing order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TrainTestSplit(int[] train, int[] test) {

  /** Draws {@code ceil(testSize * count)} indices for the test part and the rest for the other. */
  public static TrainTestSplit of(int count, double testSize, int randomState) {
    int tested = (int) Math.ceil(testSize * count);
    int[] order = new MersenneTwister(randomState).permutation(count);
    return new TrainTestSplit(
        Arrays.copyOfRange(order, tested, count), Arrays.copyOf(order, tested));
  }
}
