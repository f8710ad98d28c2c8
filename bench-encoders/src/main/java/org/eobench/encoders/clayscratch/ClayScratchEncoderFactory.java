package org.eobench.encoders.clayscratch;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link ClayScratchEncoder}s. */
public final class ClayScratchEncoderFactory implements EncoderFactory<ClayScratchConfig> {
  @Override
  public Class<ClayScratchConfig> configType() {
    return ClayScratchConfig.class;
  }

  @Override
  public Encoder create(ClayScratchConfig config, EncoderContext context) {
    return new ClayScratchEncoder(config, context);
  }
}
