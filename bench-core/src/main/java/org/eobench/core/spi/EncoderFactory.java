package org.eobench.core.spi;

import java.util.function.BiFunction;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;

/** Makes encoders of one kind. */
public interface EncoderFactory<C extends Record & EncoderConfig>
    extends ComponentFactory<C, EncoderContext, Encoder> {

  /** A factory that calls a constructor. */
  static <C extends Record & EncoderConfig> EncoderFactory<C> of(
      Class<C> configType, BiFunction<C, EncoderContext, Encoder> maker) {
    record Made<C extends Record & EncoderConfig>(
        Class<C> configType, BiFunction<C, EncoderContext, Encoder> maker)
        implements EncoderFactory<C> {
      @Override
      public Encoder create(C config, EncoderContext context) {
        return maker.apply(config, context);
      }
    }
    return new Made<>(configType, maker);
  }
}
