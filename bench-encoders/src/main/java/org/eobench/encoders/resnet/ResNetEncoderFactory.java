package org.eobench.encoders.resnet;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link ResNetEncoder}s. */
public final class ResNetEncoderFactory implements EncoderFactory<ResNetConfig> {
  @Override
  public Class<ResNetConfig> configType() {
    return ResNetConfig.class;
  }

  @Override
  public Encoder create(ResNetConfig config, EncoderContext context) {
    return new ResNetEncoder(config, context);
  }
}
