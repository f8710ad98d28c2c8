package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ways in which the channels of a file may be out of order: one channel at the end or the start
 * belongs elsewhere. The first is that all are where they belong.
 */
final class BandMoves {
  private final double[] lengths;
  private final List<int[]> moves = new ArrayList<>();
  private final int[] spectrum;

  /**
   * @param lengths wavelength of each channel as configured; NaN where it has none
   */
  BandMoves(double[] lengths) {
    this.lengths = lengths;
    int bands = lengths.length;
    int[] kept = IntStream.range(0, bands).toArray();
    moves.add(kept);
    for (int i = 0; i < bands - 1; i++) {
      moves.add(moved(bands, bands - 1, i));
      moves.add(moved(bands, 0, i + 1));
    }
    spectrum =
        IntStream.range(0, bands)
            .filter(i -> !Double.isNaN(lengths[i]) && !Wavelengths.isAbsorbed(lengths[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> lengths[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private static int[] moved(int bands, int from, int to) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, bands).boxed().toList());
    order.add(to, order.remove(from));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  int count() {
    return moves.size();
  }

  /** Number of bands that a comparison uses. */
  int compared() {
    return spectrum.length;
  }

  /** The channel that shows band {@code i} if the given move is right. */
  int[] channels(int move) {
    return moves.get(move);
  }

  /**
   * For each move, the way through all bands by wavelength, where the distance of two bands is
   * {@code sqrt(1 - correlation)}.
   *
   * @param pixels {@code [C][n]}
   * @return NaN everywhere if a band does not vary
   */
  double[] lengths(double[][] pixels) {
    int bands = lengths.length;
    double[][] scores = new double[bands][];
    double[][] apart = new double[bands][bands];
    for (int i = 0; i < bands; i++) {
      scores[i] = Moments.standardised(pixels[i]);
      for (int j = 0; j < i; j++) {
        double correlation = Moments.product(scores[i], scores[j]) / scores[i].length;
        apart[i][j] = Math.sqrt(Math.max(0, 1 - correlation));
        apart[j][i] = apart[i][j];
      }
    }
    double[] ways = new double[moves.size()];
    for (int move = 0; move < ways.length; move++) {
      int[] channel = moves.get(move);
      for (int k = 1; k < spectrum.length; k++) {
        ways[move] += apart[channel[spectrum[k - 1]]][channel[spectrum[k]]];
      }
    }
    boolean known = Arrays.stream(ways).allMatch(way -> way > 0 && Double.isFinite(way));
    if (!known) {
      Arrays.fill(ways, Double.NaN);
    }
    return ways;
  }
}
