package org.eobench.decoders.fcn;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link FcnDecoder}s. */
public final class FcnDecoderFactory implements DecoderFactory<FcnDecoderConfig> {
  @Override
  public Class<FcnDecoderConfig> configType() {
    return FcnDecoderConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:1411.4038";
  }

  @Override
  public Decoder create(FcnDecoderConfig config, DecoderContext context) {
    return new FcnDecoder(config, context);
  }
}
