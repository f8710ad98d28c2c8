package org.eobench.encoders.imagestats;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link ImageStatsEncoder}s. */
public final class ImageStatsEncoderFactory implements EncoderFactory<ImageStatsConfig> {
  @Override
  public Class<ImageStatsConfig> configType() {
    return ImageStatsConfig.class;
  }

  @Override
  public Encoder create(ImageStatsConfig config, EncoderContext context) {
    return new ImageStatsEncoder(config, context);
  }
}
