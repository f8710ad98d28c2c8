package org.eobench.encoders.rcf;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link RcfEncoder}s. */
public final class RcfEncoderFactory implements EncoderFactory<RcfConfig> {
  @Override
  public Class<RcfConfig> configType() {
    return RcfConfig.class;
  }

  @Override
  public Encoder create(RcfConfig config, EncoderContext context) {
    return new RcfEncoder(config, context);
  }
}
