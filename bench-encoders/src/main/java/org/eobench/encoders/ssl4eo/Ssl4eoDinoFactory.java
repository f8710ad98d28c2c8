package org.eobench.encoders.ssl4eo;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes the DINO variant. */
public final class Ssl4eoDinoFactory implements EncoderFactory<Ssl4eoDinoConfig> {
  @Override
  public Class<Ssl4eoDinoConfig> configType() {
    return Ssl4eoDinoConfig.class;
  }

  @Override
  public Encoder create(Ssl4eoDinoConfig config, EncoderContext context) {
    return Ssl4eoVits.dino(config, context);
  }
}
