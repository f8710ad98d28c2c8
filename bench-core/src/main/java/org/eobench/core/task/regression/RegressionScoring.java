package org.eobench.core.task.regression;

import static org.eobench.core.metrics.Metric.Unit.NONE;
import static org.eobench.core.metrics.Metric.Unit.QUANTITY;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eobench.core.error.Problem;
import org.eobench.core.metrics.Constant;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.ScoreColumn;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.SheetRows;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.metrics.pixels.RegressionCounts;
import org.eobench.core.metrics.pixels.RegressionMetrics;

/** How measured values are scored: by their errors, in the unit of the data. */
public final class RegressionScoring
    implements Scoring<PixelValues, RegressionCounts, RegressionMetrics> {
  private static final Counting<PixelValues, ?, RegressionMetrics> SUMS =
      RegressionMetrics.COUNTING;

  private final String unit;

  /** Values of pixels. */
  public RegressionScoring() {
    this("pixel");
  }

  private RegressionScoring(String unit) {
    this.unit = unit;
  }

  /** Values of whole images. */
  public static RegressionScoring ofImages() {
    return new RegressionScoring("image");
  }

  /** The metrics of regression. */
  public static final List<Metric<?>> METRICS =
      List.of(
          Metric.lower("RMSE", QUANTITY, SUMS, RegressionMetrics::rmse),
          Metric.lower("MAE", QUANTITY, SUMS, RegressionMetrics::mae),
          Metric.higher("R2", NONE, SUMS, RegressionMetrics::r2),
          Metric.lower("MSE", NONE, SUMS, RegressionMetrics::mse).logged(),
          Metric.of("bias", Metric.Better.NEARER_TO_ZERO, QUANTITY, SUMS, RegressionMetrics::bias));

  @Override
  public Counting<PixelValues, RegressionCounts, RegressionMetrics> counting() {
    return RegressionMetrics.COUNTING;
  }

  @Override
  public Optional<Problem> nothingCounts(
      RegressionCounts counts, int samples, MetricContext context) {
    return counts.sums().count() > 0
        ? Optional.empty()
        : Optional.of(
            Scoring.nothingToScore(
                String.format(Locale.ROOT, "no %s of the %d samples has a value", unit, samples),
                "measured values of " + context.classes().get(0)));
  }

  @Override
  public Constant<RegressionMetrics> constant(RegressionCounts counts, MetricContext context) {
    ConstantValue best =
        ConstantValue.of(counts.batches(), context.rules().mseAverage(), context.unit());
    return new Constant<>(String.format(Locale.ROOT, "always %.4g", best.value()), best.metrics());
  }

  @Override
  public ScoreSheet sheet(
      RegressionMetrics scores, String constant, SheetRows rows, MetricContext context) {
    String quantity = scores.unit().isEmpty() ? "the data's own numbers" : scores.unit();
    List<String> errors =
        rows.names(QUANTITY).stream()
            .map(name -> name.equals("bias") ? "bias (predicted minus measured)" : name)
            .toList();
    if (!errors.isEmpty()) {
      rows.remark(listed(errors) + " in " + quantity + ".");
    }
    return rows.summary("value", context.classes().get(0), ScoreColumn::mean, scores.pixels())
        .sheet("quantity", unit + "s", constant, scores.pixels());
  }

  /** Such as {@code RMSE, MAE and bias}. */
  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
