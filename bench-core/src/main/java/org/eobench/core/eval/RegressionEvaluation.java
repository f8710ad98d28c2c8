package org.eobench.core.eval;

import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.pixels.RegressionMetrics;
import org.eobench.core.metrics.pixels.RegressionSums;

/**
 * The outcome of a regression.
 *
 * @param quantity what was measured
 * @param perSample the sums of each sample, in the order of the data set
 * @param scores scores of all samples
 * @param baseline the best constant prediction on the same pixels
 */
public record RegressionEvaluation(
    String quantity, List<OfSample> perSample, RegressionMetrics scores, ConstantValue baseline)
    implements Evaluation {

  /** One sample's sums. */
  public record OfSample(SampleRef ref, RegressionSums sums) {}

  public RegressionEvaluation {
    perSample = List.copyOf(perSample);
  }

  @Override
  public int samples() {
    return perSample.size();
  }

  @Override
  public ScoreSheet sheet() {
    String unit = scores.unit();
    String always = String.format(Locale.ROOT, "always %.4g", baseline.value());
    return new ScoreSheet(
        "quantity",
        List.of(
            new ScoreSheet.Column("RMSE", false),
            new ScoreSheet.Column("MAE", false),
            new ScoreSheet.Column("R2", false),
            new ScoreSheet.Column("bias", false)),
        "pixels",
        List.of(row("value", quantity, scores), row("constant", always, baseline.metrics())),
        List.of(
            String.format(
                Locale.ROOT,
                "RMSE, MAE and bias (predicted minus measured) in %s.",
                unit.isEmpty() ? "the data's own numbers" : unit),
            ScoreSheet.CONSTANT));
  }

  private static ScoreSheet.Row row(String kind, String name, RegressionMetrics of) {
    return new ScoreSheet.Row(
        kind, name, List.of(of.rmse(), of.mae(), of.r2(), of.bias()), of.pixels());
  }
}
