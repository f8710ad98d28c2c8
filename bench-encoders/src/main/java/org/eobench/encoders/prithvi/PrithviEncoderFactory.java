package org.eobench.encoders.prithvi;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link PrithviEncoder}s. */
public final class PrithviEncoderFactory implements EncoderFactory<PrithviConfig> {
  @Override
  public Class<PrithviConfig> configType() {
    return PrithviConfig.class;
  }

  @Override
  public Encoder create(PrithviConfig config, EncoderContext context) {
    return new PrithviEncoder(config, context);
  }
}
