package org.eobench.decoders.segformer;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link SegFormerDecoder}s. */
public final class SegFormerDecoderFactory implements DecoderFactory<SegFormerDecoderConfig> {
  @Override
  public Class<SegFormerDecoderConfig> configType() {
    return SegFormerDecoderConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:2105.15203";
  }

  @Override
  public Decoder create(SegFormerDecoderConfig config, DecoderContext context) {
    return new SegFormerDecoder(config, context);
  }
}
