package org.eobench.report.compare;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eobench.core.outcome.TestSamples;

/** The samples of a run in the order of other samples with the same ids. */
final class AlignedSamples {
  private final TestSamples samples;
  private final int[] at;

  private AlignedSamples(TestSamples samples, int[] at) {
    this.samples = samples;
    this.at = at;
  }

  /**
   * Aligns samples.
   *
   * @param ids the order, with all ids of the samples and no other
   */
  static AlignedSamples of(TestSamples samples, List<String> ids) {
    int[] at = new int[ids.size()];
    if (samples.ids().equals(ids)) {
      Arrays.setAll(at, i -> i);
      return new AlignedSamples(samples, at);
    }
    Map<String, Integer> position = new HashMap<>();
    for (int i = 0; i < samples.ids().size(); i++) {
      position.put(samples.ids().get(i), i);
    }
    Arrays.setAll(at, i -> Objects.requireNonNull(position.get(ids.get(i)), ids.get(i)));
    return new AlignedSamples(samples, at);
  }

  /** The score of drawn samples. */
  double score(String metric, int[] drawn) {
    int[] own = new int[drawn.length];
    Arrays.setAll(own, i -> at[drawn[i]]);
    return samples.score(metric, own);
  }

  /** These samples, then those of another run in the same order. */
  AlignedSamples and(AlignedSamples others) {
    int[] both = Arrays.copyOf(at, at.length + others.at.length);
    for (int i = 0; i < others.at.length; i++) {
      both[at.length + i] = samples.ids().size() + others.at[i];
    }
    return new AlignedSamples(samples.and(others.samples), both);
  }

  /**
   * The number of right cases in each sample: pixels of a segmentation, or the image.
   *
   * @return empty for tasks without right and wrong cases
   */
  Optional<double[]> right() {
    return RightCases.of(samples).map(all -> Arrays.stream(at).mapToDouble(i -> all[i]).toArray());
  }
}
