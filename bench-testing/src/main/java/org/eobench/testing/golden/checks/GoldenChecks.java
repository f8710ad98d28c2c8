package org.eobench.testing.golden.checks;

import java.util.List;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.model.ModelCheck;

/** The registry of all checks. */
public final class GoldenChecks {
  private GoldenChecks() {}

  public static List<GoldenCheck> all() {
    return List.of(
        new ModelCheck(),
        new GridInterpolationCheck(),
        new PositionCheck(),
        new CollateCheck(),
        new CropCheck(),
        new PreprocessingCheck(),
        new LossCheck(),
        new OptimizerCheck(),
        new ScheduleCheck(),
        new ClassificationMetricsCheck(),
        new RegressionMetricsCheck(),
        new SegmentationMetricsCheck(),
        new SlidingCheck(),
        new TrainingCheck());
  }
}
