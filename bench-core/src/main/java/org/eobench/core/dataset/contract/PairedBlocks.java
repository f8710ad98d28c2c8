package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.List;

/** How well labels fit in blocks of the images, as they are and laid another way. */
final class PairedBlocks {
  private final List<double[]> pairs = new ArrayList<>();

  /** Adds blocks that are known, not NaN, in both ways. */
  void add(double[] own, double[] other) {
    for (int block = 0; block < own.length; block++) {
      if (!Double.isNaN(own[block]) && !Double.isNaN(other[block])) {
        pairs.add(new double[] {own[block], other[block]});
      }
    }
  }

  int count() {
    return pairs.size();
  }

  private double mean(int way) {
    return pairs.stream().mapToDouble(pair -> pair[way]).average().orElse(Double.NaN);
  }

  /** The mean of the other way, divided by that of the own. */
  double ratio() {
    return mean(1) / mean(0);
  }

  /** The mean difference of the other way and the own in standard errors. */
  double errors() {
    double apart = mean(1) - mean(0);
    double squares = 0;
    for (double[] pair : pairs) {
      squares += Math.pow(pair[1] - pair[0] - apart, 2);
    }
    int n = pairs.size();
    return apart / Math.sqrt(squares / Math.max(1, n - 1) / n);
  }
}
