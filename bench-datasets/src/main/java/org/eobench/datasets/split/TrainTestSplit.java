package org.eobench.datasets.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

  /**
   * {@code train_test_split(arange(n), test_size, random_state, stratify)}: each stratum has the
   * same share in both parts, up to rounding.
   *
   * @param strata stratum of each index
   */
  public static TrainTestSplit stratified(List<String> strata, double testSize, int randomState) {
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < strata.size(); i++) {
      members.computeIfAbsent(strata.get(i), key -> new ArrayList<>()).add(i);
    }
    int[] counts = members.values().stream().mapToInt(List::size).toArray();
    int tested = (int) Math.ceil(testSize * strata.size());
    MersenneTwister random = new MersenneTwister(randomState);
    int[] trainCounts = shares(counts, strata.size() - tested, random);
    int[] rest = new int[counts.length];
    Arrays.setAll(rest, k -> counts[k] - trainCounts[k]);
    int[] testCounts = shares(rest, tested, random);
    List<Integer> train = new ArrayList<>();
    List<Integer> test = new ArrayList<>();
    int k = 0;
    for (List<Integer> stratum : members.values()) {
      int[] order = permutation(stratum.size(), random);
      for (int i = 0; i < trainCounts[k] + testCounts[k]; i++) {
        (i < trainCounts[k] ? train : test).add(stratum.get(order[i]));
      }
      k++;
    }
    return new TrainTestSplit(shuffled(train, random), shuffled(test, random));
  }

  /**
   * How many of each stratum are drawn: the most likely numbers, {@code
   * sklearn.utils.extmath._approximate_mode}. Of equal remainders, those rounded up are drawn.
   */
  private static int[] shares(int[] counts, int draws, MersenneTwister random) {
    double total = Arrays.stream(counts).sum();
    double[] remainders = new double[counts.length];
    int[] shares = new int[counts.length];
    for (int k = 0; k < counts.length; k++) {
      double exact = counts[k] / total * draws;
      shares[k] = (int) Math.floor(exact);
      remainders[k] = exact - shares[k];
    }
    int missing = draws - Arrays.stream(shares).sum();
    double[] descending = Arrays.stream(remainders).distinct().sorted().toArray();
    for (int i = descending.length - 1; i >= 0 && missing > 0; i--) {
      double value = descending[i];
      int[] equal = IntStream.range(0, counts.length).filter(k -> remainders[k] == value).toArray();
      int added = Math.min(equal.length, missing);
      int[] order = permutation(equal.length, random);
      for (int j = 0; j < added; j++) {
        shares[equal[order[j]]]++;
      }
      missing -= added;
    }
    return shares;
  }

  private static int[] shuffled(List<Integer> indices, MersenneTwister random) {
    return Arrays.stream(permutation(indices.size(), random)).map(indices::get).toArray();
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
