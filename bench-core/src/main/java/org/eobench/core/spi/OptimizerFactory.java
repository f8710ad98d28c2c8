package org.eobench.core.spi;

import java.util.function.BiFunction;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.optim.OptimizerContext;

/** Makes optimizers of one kind. */
public interface OptimizerFactory<C extends Record>
    extends ComponentFactory<C, OptimizerContext, Optimizer> {

  /** A factory that calls a constructor. */
  static <C extends Record> OptimizerFactory<C> of(
      Class<C> configType, BiFunction<C, OptimizerContext, Optimizer> maker) {
    record Made<C extends Record>(
        Class<C> configType, BiFunction<C, OptimizerContext, Optimizer> maker)
        implements OptimizerFactory<C> {
      @Override
      public Optimizer create(C config, OptimizerContext context) {
        return maker.apply(config, context);
      }
    }
    return new Made<>(configType, maker);
  }
}
