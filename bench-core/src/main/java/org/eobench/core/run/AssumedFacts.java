package org.eobench.core.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;

/**
 * How many samples of a split lack facts that the encoder reads, see {@link Encoder#assumptions}.
 * Facts are counted where samples are read, so that a sample counts whose features are known.
 */
final class AssumedFacts {
  private final int most;
  private final Map<String, Integer> lacking = new LinkedHashMap<>();
  private int seen;

  /**
   * @param most samples of the split; those after them are the same again
   */
  AssumedFacts(int most) {
    this.most = most;
  }

  /** Counts the samples of a batch. */
  void add(List<Acquisition> acquisitions, Encoder encoder) {
    for (Acquisition taken : acquisitions) {
      if (seen < most) {
        seen++;
        encoder.assumptions(taken).forEach(fact -> lacking.merge(fact, 1, Integer::sum));
      }
    }
  }

  /** A sentence for each kind of facts that samples of any split lack. */
  static List<String> sentences(Collection<AssumedFacts> splits) {
    Map<String, Integer> all = new LinkedHashMap<>();
    splits.forEach(
        split -> split.lacking.forEach((fact, count) -> all.merge(fact, count, Integer::sum)));
    int samples = splits.stream().mapToInt(split -> split.seen).sum();
    return all.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%,d of %,d samples have no %s",
                    entry.getValue(),
                    samples,
                    entry.getKey()))
        .toList();
  }
}
