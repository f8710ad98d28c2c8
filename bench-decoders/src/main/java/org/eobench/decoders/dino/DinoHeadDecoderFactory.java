package org.eobench.decoders.dino;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link DinoHeadDecoder}s. */
public final class DinoHeadDecoderFactory implements DecoderFactory<DinoHeadConfig> {
  @Override
  public Class<DinoHeadConfig> configType() {
    return DinoHeadConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:2104.14294";
  }

  @Override
  public Decoder create(DinoHeadConfig config, DecoderContext context) {
    return new DinoHeadDecoder(config, context);
  }
}
