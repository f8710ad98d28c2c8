package org.eobench.decoders.muster;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link MusterDecoder}s. */
public final class MusterDecoderFactory implements DecoderFactory<MusterDecoderConfig> {
  @Override
  public Class<MusterDecoderConfig> configType() {
    return MusterDecoderConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:2211.13928";
  }

  @Override
  public Decoder create(MusterDecoderConfig config, DecoderContext context) {
    return new MusterDecoder(config, context);
  }
}
