package org.eobench.core.metrics.pixels;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.metrics.Counts;

/**
 * The sums of a regression in total and per batch, because Pangaea's mean squared error is a mean
 * over batches.
 */
public final class RegressionCounts implements Counts<PixelValues, RegressionCounts> {
  private RegressionSums sums = RegressionSums.NONE;
  private final List<RegressionSums> batches = new ArrayList<>();

  @Override
  public void count(PixelValues sample) {
    sums =
        sums.plus(
            RegressionSums.of(
                sample.predicted(), sample.measured(), sample.offset(), sample.length()));
  }

  @Override
  public void add(RegressionCounts other) {
    sums = sums.plus(other.sums);
    batches.addAll(other.batches);
  }

  @Override
  public void addBatch(List<RegressionCounts> samples) {
    RegressionSums batch =
        samples.stream()
            .map(RegressionCounts::sums)
            .reduce(RegressionSums.NONE, RegressionSums::plus);
    sums = sums.plus(batch);
    batches.add(batch);
  }

  /** Counts with given sums, in no batch. */
  static RegressionCounts of(RegressionSums sums) {
    RegressionCounts counts = new RegressionCounts();
    counts.sums = sums;
    return counts;
  }

  /** The total sums. */
  public RegressionSums sums() {
    return sums;
  }

  /** The sums of each batch; the total sums if batches were not separated. */
  public List<RegressionSums> batches() {
    return batches.isEmpty() ? List.of(sums) : List.copyOf(batches);
  }
}
