package org.eobench.analysis.spectrum;

import java.util.Arrays;

/** How many directions embeddings use, as real numbers between 1 and their width. */
public final class EffectiveRank {
  /** Added to each share in RankMe, as in the paper. */
  private static final double EPSILON = 1e-7;

  private EffectiveRank() {}

  /**
   * RankMe (Garrido et al., ICML 2023, arXiv:2210.02885), which foretells how well embeddings
   * transfer.
   *
   * @param singularValues of the embeddings, which are not centred
   */
  public static double rankMe(double[] singularValues) {
    return Math.exp(entropy(singularValues, EPSILON));
  }

  /**
   * The exponential of the entropy of values as shares of their sum (Roy and Vetterli, EUSIPCO
   * 2007).
   *
   * @param values singular values, or the eigenvalues of a covariance
   */
  public static double of(double[] values) {
    return Math.exp(entropy(values, 0));
  }

  /**
   * {@code (Σλ)² / Σλ²}: the number of equal eigenvalues of a covariance that would have this
   * ratio.
   */
  public static double participationRatio(double[] eigenvalues) {
    double sum = Arrays.stream(eigenvalues).sum();
    return sum * sum / Arrays.stream(eigenvalues).map(value -> value * value).sum();
  }

  private static double entropy(double[] values, double epsilon) {
    double sum = Arrays.stream(values).sum();
    double entropy = 0;
    for (double value : values) {
      double share = value / sum + epsilon;
      entropy -= share > 0 ? share * Math.log(share) : 0;
    }
    return entropy;
  }
}
