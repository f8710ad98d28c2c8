package org.eobench.testing.golden.cases;

import com.google.inject.Inject;
import java.util.Map;
import org.eobench.core.registry.Components;
import org.eobench.core.spi.CriterionFactory;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.core.spi.EncoderFactory;
import org.eobench.core.spi.OptimizerFactory;
import org.eobench.core.spi.ScheduleFactory;
import org.eobench.core.spi.StepFactory;

/**
 * The factories of the components under test, by registry key; the plug-in injector provides all of
 * them.
 */
public record ComponentFactories(
    Map<String, EncoderFactory<?>> encoders,
    Map<String, DecoderFactory<?>> decoders,
    Map<String, CriterionFactory<?>> criteria,
    Map<String, OptimizerFactory<?>> optimizers,
    Map<String, ScheduleFactory<?>> schedules,
    Map<String, StepFactory<?>> steps) {
  @Inject
  public ComponentFactories {
    encoders = Map.copyOf(encoders);
    decoders = Map.copyOf(decoders);
    criteria = Map.copyOf(criteria);
    optimizers = Map.copyOf(optimizers);
    schedules = Map.copyOf(schedules);
    steps = Map.copyOf(steps);
  }

  /** The factories of a running program. */
  public static ComponentFactories of(Components all) {
    return new ComponentFactories(
        all.encoders().all(),
        all.decoders().all(),
        all.criteria().all(),
        all.optimizers().all(),
        all.schedules().all(),
        all.steps().all());
  }
}
