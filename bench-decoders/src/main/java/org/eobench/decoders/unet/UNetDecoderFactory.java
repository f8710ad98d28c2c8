package org.eobench.decoders.unet;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link UNetDecoder}s that predict classes. */
public final class UNetDecoderFactory implements DecoderFactory<UNetDecoderConfig> {
  @Override
  public Class<UNetDecoderConfig> configType() {
    return UNetDecoderConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:1505.04597";
  }

  @Override
  public Decoder create(UNetDecoderConfig config, DecoderContext context) {
    return new UNetDecoder(config, context, context.numClasses());
  }
}
