package org.eobench.datasets.split;

import java.util.Arrays;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * {@code sklearn.model_selection.train_test_split(arange(n), test_size, random_state)}.
 *
 * @param train indices of the larger part, in drawing order
 * @param test indices of the smaller part, in drawing order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrainTestSplit(int[] train, int[] test) {

  /**
   * Draws {@code ceil(testSize * count)} indices for the test part and the rest for the other.
   *
   * @param randomState non-negative seed, as for {@code numpy.random.RandomState}
   */
  public static TrainTestSplit of(int count, double testSize, int randomState) {
    int tested = (int) Math.ceil(testSize * count);
    int[] order = permutation(count, new MersenneTwister(randomState));
    return new TrainTestSplit(
        Arrays.copyOfRange(order, tested, count), Arrays.copyOf(order, tested));
  }

  /** {@code RandomState.permutation(count)}. */
  private static int[] permutation(int count, MersenneTwister random) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    for (int i = count - 1; i > 0; i--) {
      int j = upTo(i, random);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** A number from 0 to {@code most}, inclusive, by NumPy's masked rejection. */
  private static int upTo(int most, MersenneTwister random) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(most);
    int value;
    do {
      value = random.nextInt() & mask;
    } while (value > most);
    return value;
  }
}
