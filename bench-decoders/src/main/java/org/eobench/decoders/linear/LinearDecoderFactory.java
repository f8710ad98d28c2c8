package org.eobench.decoders.linear;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link LinearDecoder}s. */
public final class LinearDecoderFactory implements DecoderFactory<LinearDecoderConfig> {
  @Override
  public Class<LinearDecoderConfig> configType() {
    return LinearDecoderConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:1610.01644";
  }

  @Override
  public Decoder create(LinearDecoderConfig config, DecoderContext context) {
    return new LinearDecoder(config, context);
  }
}
