package org.eobench.decoders.dino;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link BnHeadDecoder}s. */
public final class BnHeadDecoderFactory implements DecoderFactory<BnHeadConfig> {
  @Override
  public Class<BnHeadConfig> configType() {
    return BnHeadConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:2304.07193";
  }

  @Override
  public Decoder create(BnHeadConfig config, DecoderContext context) {
    return new BnHeadDecoder(config, context);
  }
}
