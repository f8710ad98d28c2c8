package org.eobench.decoders.clay;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link ClayConvDecoder}s. */
public final class ClayConvDecoderFactory implements DecoderFactory<ClayConvConfig> {
  @Override
  public Class<ClayConvConfig> configType() {
    return ClayConvConfig.class;
  }

  @Override
  public String paper() {
    return "https://clay-foundation.github.io/model";
  }

  @Override
  public Decoder create(ClayConvConfig config, DecoderContext context) {
    return new ClayConvDecoder(config, context);
  }
}
