package org.eobench.encoders.clay;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link ClayEncoder}s. */
public final class ClayEncoderFactory implements EncoderFactory<ClayConfig> {
  @Override
  public Class<ClayConfig> configType() {
    return ClayConfig.class;
  }

  @Override
  public Encoder create(ClayConfig config, EncoderContext context) {
    return new ClayEncoder(config, context);
  }
}
