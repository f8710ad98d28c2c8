package org.eobench.report.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * McNemar's test (Psychometrika 12, 1947): do two models err equally often on the same cases? Only
 * cases in which exactly one of them is right count.
 */
public final class McNemar {
  private static final ChiSquaredDistribution CHI_SQUARED = ChiSquaredDistribution.of(1);

  private McNemar() {}

  /**
   * The exact test, for independent cases such as images.
   *
   * @param onlyA cases that only the first model has right
   * @param onlyB cases that only the second model has right
   * @return the smaller of the two numbers, and the two-sided binomial p value
   */
  public static TestResult exact(long onlyA, long onlyB) {
    int least = Math.toIntExact(Math.min(onlyA, onlyB));
    int cases = Math.toIntExact(Math.addExact(onlyA, onlyB));
    double tail = BinomialDistribution.of(cases, 0.5).cumulativeProbability(least);
    return new TestResult(least, Math.min(1, 2 * tail));
  }

  /**
   * The test from the chi-square distribution, for many independent cases.
   *
   * @param corrected whether the difference is corrected for continuity (Edwards 1948)
   * @return chi-square with one degree of freedom, and p; NaN if no case counts
   */
  public static TestResult chiSquared(long onlyA, long onlyB, boolean corrected) {
    double difference = Math.abs((double) onlyA - onlyB) - (corrected ? 1 : 0);
    return ofChiSquared(difference * difference / ((double) onlyA + onlyB));
  }

  /**
   * The test for cases that come in blocks, such as the pixels of a tile or of a region: the cases
   * of a block depend on each other, so blocks are the units. The statistic of Yang, Sun and Hardin
   * (Biometrical Journal 52, 2010): the squared sum of the blocks' differences over the sum of
   * their squares.
   *
   * @param differences cases of each block that the first model has right, less those that the
   *     second one has right
   * @return chi-square with one degree of freedom, and p, which is a good approximation for 20 and
   *     more blocks; NaN if the models are right equally often in every block
   */
  public static TestResult ofBlocks(double[] differences) {
    double sum = 0;
    double squares = 0;
    for (double difference : differences) {
      sum += difference;
      squares += difference * difference;
    }
    return ofChiSquared(sum * sum / squares);
  }

  private static TestResult ofChiSquared(double value) {
    double p = Double.isNaN(value) ? Double.NaN : CHI_SQUARED.survivalProbability(value);
    return new TestResult(value, p);
  }
}
