package org.eobench.datasets.split;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Draws a share of names, such as tiles or events, all samples of which go to one split. */
public final class HeldOut {
  private HeldOut() {}

  /**
   * Draws {@code ceil(share * count)} of the names, as scikit-learn's {@code train_test_split} does
   * from the sorted names. The order and repetitions of names do not matter.
   *
   * @param share between 0 (none) and 1
   * @param seed non-negative random state
   */
  public static Set<String> of(Collection<String> names, double share, int seed) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(names));
    Set<String> drawn = new LinkedHashSet<>();
    for (int index : TrainTestSplit.of(sorted.size(), share, seed).test()) {
      drawn.add(sorted.get(index));
    }
    return drawn;
  }

  /**
   * Draws {@code ceil(share * count)} of the names with the same share of each stratum, as
   * scikit-learn's {@code train_test_split} does with {@code stratify}. The order of names matters.
   *
   * @param names distinct names
   * @param strata stratum of each name, each at least twice
   */
  public static Set<String> of(List<String> names, List<String> strata, double share, int seed) {
    Set<String> drawn = new LinkedHashSet<>();
    for (int index : TrainTestSplit.stratified(strata, share, seed).test()) {
      drawn.add(names.get(index));
    }
    return drawn;
  }
}
