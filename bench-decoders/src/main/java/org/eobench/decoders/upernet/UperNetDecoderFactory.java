package org.eobench.decoders.upernet;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link UperNetDecoder}s. */
public final class UperNetDecoderFactory implements DecoderFactory<UperNetDecoderConfig> {
  @Override
  public Class<UperNetDecoderConfig> configType() {
    return UperNetDecoderConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:1807.10221";
  }

  @Override
  public Decoder create(UperNetDecoderConfig config, DecoderContext context) {
    return new UperNetDecoder(config, context);
  }
}
