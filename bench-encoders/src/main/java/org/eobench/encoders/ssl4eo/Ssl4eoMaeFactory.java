package org.eobench.encoders.ssl4eo;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes the MAE variants, optical and radar. */
public final class Ssl4eoMaeFactory implements EncoderFactory<Ssl4eoVitConfig> {
  @Override
  public Class<Ssl4eoVitConfig> configType() {
    return Ssl4eoVitConfig.class;
  }

  @Override
  public Encoder create(Ssl4eoVitConfig config, EncoderContext context) {
    return Ssl4eoVits.mae(config, context);
  }
}
