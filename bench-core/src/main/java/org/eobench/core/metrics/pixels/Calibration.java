package org.eobench.core.metrics.pixels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.StoredCounts;

/**
 * The difference between the confidence of predictions and their accuracy (Guo, Pleiss, Sun and
 * Weinberger, ICML 2017). The confidence is the probability of the predicted class.
 *
 * @param expectedError ECE: the mean difference between confidence and accuracy over bins, weighted
 *     by their predictions; in {@code [0,1]}, 0 is best
 * @param maximumError MCE: the largest difference in a bin with predictions
 * @param bins bins of equal width by ascending confidence: the points of a reliability diagram
 */
public record Calibration(double expectedError, double maximumError, List<Bin> bins) {
  /** Counts the predictions by their confidence. */
  public static final Counting<PixelClasses, Reliability, Calibration> COUNTING =
      new Counting<PixelClasses, Reliability, Calibration>(
              PixelClasses.class,
              context -> new Reliability(Reliability.BINS, context.ignoreIndex()),
              (counts, context) -> counts.calibration(),
              Calibration::details)
          .storedAs(
              new StoredCounts<>(
                  "reliability",
                  false,
                  Reliability::row,
                  (row, context) -> Reliability.of(row, context.ignoreIndex())));

  /**
   * One bin with confidences in {@code (lower, upper]}; the first bin includes 0.
   *
   * @param count number of predictions
   * @param confidence mean confidence; NaN without predictions
   * @param accuracy share of correct predictions; NaN without predictions
   */
  public record Bin(double lower, double upper, long count, double confidence, double accuracy) {
    double gap() {
      return Math.abs(accuracy - confidence);
    }
  }

  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Computes the errors of bins; both are NaN without predictions. */
  public static Calibration of(List<Bin> bins) {
    List<Bin> filled = bins.stream().filter(bin -> bin.count() > 0).toList();
    double count = filled.stream().mapToLong(Bin::count).sum();
    double sum = filled.stream().mapToDouble(bin -> bin.count() * bin.gap()).sum();
    double worst = filled.stream().mapToDouble(Bin::gap).max().orElse(Double.NaN);
    return new Calibration(sum / count, worst, bins);
  }

  /** ACE: the plain mean of the differences over the bins with predictions. */
  public double averageError() {
    return bins.stream()
        .filter(bin -> bin.count() > 0)
        .mapToDouble(Bin::gap)
        .average()
        .orElse(Double.NaN);
  }

  /** The root of the mean squared difference over bins, weighted by their predictions. */
  public double rootError() {
    List<Bin> filled = bins.stream().filter(bin -> bin.count() > 0).toList();
    double count = filled.stream().mapToLong(Bin::count).sum();
    double sum = filled.stream().mapToDouble(bin -> bin.count() * bin.gap() * bin.gap()).sum();
    return Math.sqrt(sum / count);
  }

  /** The bins, column by column. */
  private Map<String, Object> details() {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("count", bins.stream().map(Bin::count).toList());
    columns.put("confidence", bins.stream().map(Bin::confidence).toList());
    columns.put("accuracy", bins.stream().map(Bin::accuracy).toList());
    return Map.of("reliability", columns);
  }
}
