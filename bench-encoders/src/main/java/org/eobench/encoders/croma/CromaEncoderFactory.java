package org.eobench.encoders.croma;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes CROMA's encoders. */
public final class CromaEncoderFactory implements EncoderFactory<CromaConfig> {
  @Override
  public Class<CromaConfig> configType() {
    return CromaConfig.class;
  }

  @Override
  public Encoder create(CromaConfig config, EncoderContext context) {
    return switch (config.modality()) {
      case OPTICAL, SAR -> new CromaEncoder(config, context);
      case JOINT -> new CromaJointEncoder(config, context);
    };
  }
}
