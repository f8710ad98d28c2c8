package org.eobench.core.dataset.subset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An order of samples of which every beginning has the strata in their shares: of a stratum with
 * n_s of n samples, the first m have m·n_s/n, rounded up or down. Within a stratum the order is
 * random.
 *
 * <p>This is systematic sampling with a random start for each stratum (Cochran 1977, Sampling
 * Techniques, chapter 8), read as an order, so that smaller draws are parts of larger ones.
 */
final class StratifiedOrder {
  private StratifiedOrder() {}

  /**
   * Sorts samples.
   *
   * @param names a name for each sample
   * @param strata the stratum of each sample
   * @return positions of the samples
   */
  static List<Integer> of(List<String> names, List<String> strata, SeededHash random) {
    Map<String, Integer> sizes = new HashMap<>();
    strata.forEach(stratum -> sizes.merge(stratum, 1, Integer::sum));
    Map<String, Integer> seen = new HashMap<>();
    double[] places = new double[names.size()];
    List<Integer> order = new ArrayList<>(random.order(names));
    for (int i : order) {
      String stratum = strata.get(i);
      int before = seen.merge(stratum, 1, Integer::sum) - 1;
      places[i] = (before + random.unit("stratum " + stratum)) / sizes.getOrDefault(stratum, 1);
    }
    order.sort(Comparator.comparingDouble(i -> places[i]));
    return order;
  }
}
