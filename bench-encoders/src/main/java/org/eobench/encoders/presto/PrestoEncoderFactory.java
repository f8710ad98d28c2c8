package org.eobench.encoders.presto;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link PrestoEncoder}s. */
public final class PrestoEncoderFactory implements EncoderFactory<PrestoConfig> {
  @Override
  public Class<PrestoConfig> configType() {
    return PrestoConfig.class;
  }

  @Override
  public Encoder create(PrestoConfig config, EncoderContext context) {
    return new PrestoEncoder(config, context);
  }
}
