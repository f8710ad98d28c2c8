package org.eobench.encoders.ssl4eo;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes the data2vec variant. */
public final class Ssl4eoData2vecFactory implements EncoderFactory<Ssl4eoData2vecConfig> {
  @Override
  public Class<Ssl4eoData2vecConfig> configType() {
    return Ssl4eoData2vecConfig.class;
  }

  @Override
  public Encoder create(Ssl4eoData2vecConfig config, EncoderContext context) {
    return new Ssl4eoData2vecEncoder(config, context);
  }
}
