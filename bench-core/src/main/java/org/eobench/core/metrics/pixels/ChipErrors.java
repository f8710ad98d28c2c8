package org.eobench.core.metrics.pixels;

import java.util.Map;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.Counts;
import org.eobench.core.metrics.StoredCounts;

/**
 * The root mean square error of each sample, for their mean over the samples: the score of the
 * BioMassters challenge (Nascetti et al., 2023). It is below the RMSE of all pixels unless all
 * samples have the same error. Samples without a value do not count.
 */
public final class ChipErrors implements Counts<PixelValues, ChipErrors> {
  /** Counts the errors of the samples; the score is their mean, in the unit of the data. */
  public static final Counting<PixelValues, ChipErrors, Double> COUNTING =
      new Counting<PixelValues, ChipErrors, Double>(
              PixelValues.class,
              context -> new ChipErrors(),
              (counts, context) -> counts.mean(),
              mean -> Map.of())
          .storedAs(
              new StoredCounts<>(
                  "chip_errors",
                  false,
                  counts -> new double[] {counts.sum, counts.samples},
                  (row, context) -> of(row[0], (long) row[1])));

  private double sum;
  private long samples;

  private static ChipErrors of(double sum, long samples) {
    ChipErrors errors = new ChipErrors();
    errors.sum = sum;
    errors.samples = samples;
    return errors;
  }

  @Override
  public void count(PixelValues sample) {
    RegressionSums sums =
        RegressionSums.of(sample.predicted(), sample.measured(), sample.offset(), sample.length());
    if (sums.count() > 0) {
      sum += Math.sqrt(sums.squaredError() / sums.count());
      samples++;
    }
  }

  @Override
  public void add(ChipErrors other) {
    sum += other.sum;
    samples += other.samples;
  }

  /** The mean of the root mean square errors of the samples; NaN without any. */
  double mean() {
    return sum / samples;
  }
}
