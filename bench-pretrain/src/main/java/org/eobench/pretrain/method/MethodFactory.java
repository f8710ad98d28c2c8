package org.eobench.pretrain.method;

import java.util.function.BiFunction;
import org.eobench.core.spi.ComponentFactory;

/** Makes methods of one kind. */
public interface MethodFactory<C extends Record & MethodConfig>
    extends ComponentFactory<C, MethodContext, Method> {

  /** A factory that calls a constructor. */
  static <C extends Record & MethodConfig> MethodFactory<C> of(
      Class<C> configType, BiFunction<C, MethodContext, Method> maker) {
    record Made<C extends Record & MethodConfig>(
        Class<C> configType, BiFunction<C, MethodContext, Method> maker)
        implements MethodFactory<C> {
      @Override
      public Method create(C config, MethodContext context) {
        return maker.apply(config, context);
      }
    }
    return new Made<>(configType, maker);
  }
}
