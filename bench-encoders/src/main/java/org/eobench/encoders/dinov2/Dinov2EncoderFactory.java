package org.eobench.encoders.dinov2;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link Dinov2Encoder}s. */
public final class Dinov2EncoderFactory implements EncoderFactory<Dinov2Config> {
  @Override
  public Class<Dinov2Config> configType() {
    return Dinov2Config.class;
  }

  @Override
  public Encoder create(Dinov2Config config, EncoderContext context) {
    return new Dinov2Encoder(config, context);
  }
}
