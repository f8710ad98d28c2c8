package org.eobench.testing.golden.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.metrics.MseAverage;
import org.eobench.core.metrics.pixels.RegressionMetrics;
import org.eobench.core.metrics.pixels.RegressionSums;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.RecordedArray;

/** Cases of regression metrics: Pangaea's mean over batches. */
final class RegressionMetricsCheck implements GoldenCheck {
  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().equals("metrics/regression");
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    RecordedArray target = golden.input("target");
    float[] predictions = golden.input("pred").floats();
    float[] targets = target.floats();
    int pixels = target.size(1) * target.size(2);
    List<RegressionSums> batches = new ArrayList<>();
    int sample = 0;
    for (JsonNode size : golden.config().path("batch_sizes")) {
      RegressionSums batch = RegressionSums.NONE;
      for (int i = 0; i < size.asInt(); i++, sample++) {
        batch = batch.plus(RegressionSums.of(predictions, targets, sample * pixels, pixels));
      }
      batches.add(batch);
    }
    RegressionMetrics metrics = RegressionMetrics.of(batches, MseAverage.BATCHES, "");
    computed.put("mse_rmse", new double[] {metrics.mse(), metrics.rmse()});
  }
}
