package org.eobench.encoders.unet;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link UNetEncoder}s. */
public final class UNetEncoderFactory implements EncoderFactory<UNetConfig> {
  @Override
  public Class<UNetConfig> configType() {
    return UNetConfig.class;
  }

  @Override
  public Encoder create(UNetConfig config, EncoderContext context) {
    return new UNetEncoder(config, context);
  }
}
