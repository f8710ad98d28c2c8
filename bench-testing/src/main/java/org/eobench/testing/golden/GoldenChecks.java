package org.eobench.testing.golden;

import java.util.List;

/** The table of contents: every kind of case that can be run. */
final class GoldenChecks {
  private GoldenChecks() {}

  static List<GoldenCheck> all() {
    return List.of(
        new ClayCheck(),
        new CromaCheck(),
        new Dinov2Check(),
        new DofaCheck(),
        new PrithviCheck(),
        new ResNetCheck(),
        new Ssl4eoCheck(),
        new UNetEncoderCheck(),
        new VitCheck(),
        new ClassifierCheck(),
        new FcnDecoderCheck(),
        new LinearDecoderCheck(),
        new MusterCheck(),
        new SegFormerDecoderCheck(),
        new UNetDecoderCheck(),
        new UperNetCheck(),
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
