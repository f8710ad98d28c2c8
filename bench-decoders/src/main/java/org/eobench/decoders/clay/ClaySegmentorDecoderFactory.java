package org.eobench.decoders.clay;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link ClaySegmentorDecoder}s. */
public final class ClaySegmentorDecoderFactory implements DecoderFactory<ClaySegmentorConfig> {
  @Override
  public Class<ClaySegmentorConfig> configType() {
    return ClaySegmentorConfig.class;
  }

  @Override
  public String paper() {
    return "https://clay-foundation.github.io/model";
  }

  @Override
  public Decoder create(ClaySegmentorConfig config, DecoderContext context) {
    return new ClaySegmentorDecoder(config, context);
  }
}
