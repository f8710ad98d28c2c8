package org.eobench.encoders.dofa;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link DofaEncoder}s. */
public final class DofaEncoderFactory implements EncoderFactory<DofaConfig> {
  @Override
  public Class<DofaConfig> configType() {
    return DofaConfig.class;
  }

  @Override
  public Encoder create(DofaConfig config, EncoderContext context) {
    return new DofaEncoder(config, context);
  }
}
