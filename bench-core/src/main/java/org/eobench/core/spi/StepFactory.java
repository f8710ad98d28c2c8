package org.eobench.core.spi;

import java.util.function.BiFunction;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.StepContext;

/** Makes preprocessing steps of one kind. */
public interface StepFactory<C extends Record>
    extends ComponentFactory<C, StepContext, PreprocessStep> {

  /** A factory from a config record and a function. */
  static <C extends Record> StepFactory<C> of(
      Class<C> configType, BiFunction<C, StepContext, PreprocessStep> create) {
    return new StepFactory<>() {
      @Override
      public Class<C> configType() {
        return configType;
      }

      @Override
      public PreprocessStep create(C config, StepContext context) {
        return create.apply(config, context);
      }
    };
  }
}
