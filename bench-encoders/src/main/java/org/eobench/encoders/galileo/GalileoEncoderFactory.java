package org.eobench.encoders.galileo;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link GalileoEncoder}s. */
public final class GalileoEncoderFactory implements EncoderFactory<GalileoConfig> {
  @Override
  public Class<GalileoConfig> configType() {
    return GalileoConfig.class;
  }

  @Override
  public Encoder create(GalileoConfig config, EncoderContext context) {
    return new GalileoEncoder(config, context);
  }
}
