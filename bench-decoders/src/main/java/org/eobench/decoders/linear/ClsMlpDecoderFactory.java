package org.eobench.decoders.linear;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link ClsMlpDecoder}s. */
public final class ClsMlpDecoderFactory implements DecoderFactory<ClsMlpConfig> {
  @Override
  public Class<ClsMlpConfig> configType() {
    return ClsMlpConfig.class;
  }

  @Override
  public Decoder create(ClsMlpConfig config, DecoderContext context) {
    return new ClsMlpDecoder(config, context);
  }
}
