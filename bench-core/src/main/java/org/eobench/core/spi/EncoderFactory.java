package org.eobench.core.spi;

import java.util.Objects;
import java.util.function.BiFunction;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.bands.MissingBand;
import org.eobench.core.encoder.bands.MissingBands;

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
        return maker.apply(withoutMissing(config, context), context);
      }

      /** The config for the bands that the data set has, if missing ones are dropped. */
      private C withoutMissing(C config, EncoderContext context) {
        EncoderKeys keys = config.keys();
        if (keys.missingBand() != MissingBand.DROP) {
          return config;
        }
        EncoderConfig fewer =
            config.withBands(
                new MissingBands(keys.missingBand(), context.bands(), keys.inputBands()).kept());
        if (fewer == null) {
          throw new IllegalArgumentException(
              "missing_band=drop is for encoders with separate weights for each band; this one"
                  + " needs all of its input_bands: give `encoder.missing_band=nearest` or"
                  + " `encoder.missing_band=zero`");
        }
        return Objects.requireNonNull(configType.cast(fewer));
      }
    }
    return new Made<>(configType, maker);
  }
}
