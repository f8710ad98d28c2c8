package org.eobench.cli.search;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The tree-structured Parzen estimator: J. Bergstra, R. Bardenet, Y. Bengio, B. Kégl: Algorithms
 * for Hyper-Parameter Optimization, NIPS 2011, section 4. The trials are split into good and bad
 * ones. A density l of the good and a density g of the bad ones are estimated for each dimension by
 * itself. Of some points drawn from l, the one with the largest l/g, which has the largest expected
 * improvement, is taken.
 */
final class TpeSampler implements Sampler {
  /** Share of the trials that count as good, γ in the paper, which uses 0.15. */
  private static final double GOOD = 0.15;

  /** Good trials at least, so that one lucky trial does not decide alone. */
  private static final int LEAST_GOOD = 2;

  private static final int CANDIDATES = 24;

  private final int startup;

  /**
   * @param startup trials that are drawn at random first
   */
  TpeSampler(int startup) {
    this.startup = startup;
  }

  @Override
  public double[] draw(List<Dimension> space, List<Observation> earlier, RandomGenerator random) {
    if (earlier.size() < Math.max(startup, LEAST_GOOD + 1)) {
      return Sampler.uniform(space, random);
    }
    int good = Math.max(LEAST_GOOD, (int) Math.ceil(GOOD * earlier.size()));
    double[] point = new double[space.size()];
    for (int i = 0; i < point.length; i++) {
      int axis = i;
      double[] best =
          earlier.stream()
              .filter(o -> o.rank() < good)
              .mapToDouble(o -> o.point().get(axis))
              .toArray();
      double[] rest =
          earlier.stream()
              .filter(o -> o.rank() >= good)
              .mapToDouble(o -> o.point().get(axis))
              .toArray();
      point[i] = promising(Density.of(space.get(i), best), Density.of(space.get(i), rest), random);
    }
    return point;
  }

  private static double promising(Density good, Density bad, RandomGenerator random) {
    double best = good.draw(random);
    double ratio = good.at(best) / bad.at(best);
    for (int i = 1; i < CANDIDATES; i++) {
      double candidate = good.draw(random);
      double other = good.at(candidate) / bad.at(candidate);
      if (other > ratio) {
        best = candidate;
        ratio = other;
      }
    }
    return best;
  }
}
