package org.eobench.testing.golden.checks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.model.ModelCheck;

/** The registry of all checks. */
public final class GoldenChecks {
  private GoldenChecks() {}

  /**
   * The checks of modules, such as that of an encoder, and then those of all kinds.
   *
   * @param modules finds the former as services
   */
  public static List<GoldenCheck> all(ClassLoader modules) {
    List<GoldenCheck> all = new ArrayList<>();
    ServiceLoader.load(GoldenCheck.class, modules).forEach(all::add);
    all.addAll(ofKinds());
    return Collections.unmodifiableList(all);
  }

  private static List<GoldenCheck> ofKinds() {
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
