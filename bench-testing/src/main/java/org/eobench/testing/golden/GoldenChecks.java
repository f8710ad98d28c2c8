package org.eobench.testing.golden;

import java.util.List;

/** The table of contents: every kind of case that can be run. */
final class GoldenChecks {
  private GoldenChecks() {}

  static List<GoldenCheck> all() {
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
