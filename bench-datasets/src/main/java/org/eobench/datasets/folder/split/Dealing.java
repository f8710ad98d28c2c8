package org.eobench.datasets.folder.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Split;
import org.eobench.core.provenance.FileHash;

/**
 * Deals groups of different sizes to the splits, so that the sizes are about in the proportions of
 * the shares. The groups come in an order by a hash of seed and name; each goes to the split that
 * lacks most. A split with a share gets at least one group if there are enough.
 */
final class Dealing {
  private Dealing() {}

  /** Names ordered by a hash of seed and name. */
  static List<String> ranked(Iterable<String> names, long seed) {
    List<String> ranked = new ArrayList<>();
    names.forEach(ranked::add);
    ranked.sort(
        Comparator.comparing((String name) -> FileHash.sha256(seed + ":" + name))
            .thenComparing(Comparator.naturalOrder()));
    return ranked;
  }

  /**
   * The split of each group.
   *
   * @param sizes size of each group by its name
   * @param ratio shares of the splits
   */
  static Map<String, Split> deal(Map<String, Integer> sizes, List<Double> ratio, long seed) {
    double total = sizes.values().stream().mapToInt(Integer::intValue).sum();
    double[] lacking = ratio.stream().mapToDouble(share -> share * total).toArray();
    Map<String, Split> dealt = new LinkedHashMap<>();
    for (String name : ranked(sizes.keySet(), seed)) {
      int most = 0;
      for (int i = 1; i < lacking.length; i++) {
        most = lacking[i] > lacking[most] ? i : most;
      }
      lacking[most] -= sizes.getOrDefault(name, 0);
      dealt.put(name, Split.values()[most]);
    }
    for (Split split : Split.values()) {
      if (ratio.get(split.ordinal()) > 0 && !dealt.containsValue(split)) {
        giveSmallest(split, dealt, sizes);
      }
    }
    return dealt;
  }

  /** Moves the smallest group of the split with most groups, if that has several. */
  private static void giveSmallest(Split to, Map<String, Split> dealt, Map<String, Integer> sizes) {
    Split from =
        Collections.max(
            List.of(Split.values()),
            Comparator.comparingInt(split -> Collections.frequency(dealt.values(), split)));
    if (Collections.frequency(dealt.values(), from) > 1) {
      dealt.keySet().stream()
          .filter(name -> dealt.get(name) == from)
          .min(
              Comparator.comparingInt((String name) -> sizes.getOrDefault(name, 0))
                  .thenComparing(Comparator.naturalOrder()))
          .ifPresent(name -> dealt.put(name, to));
    }
  }
}
