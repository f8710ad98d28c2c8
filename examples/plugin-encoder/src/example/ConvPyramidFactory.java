package example;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link ConvPyramidEncoder}s. */
public final class ConvPyramidFactory implements EncoderFactory<ConvPyramidConfig> {
  @Override
  public Class<ConvPyramidConfig> configType() {
    return ConvPyramidConfig.class;
  }

  @Override
  public Encoder create(ConvPyramidConfig config, EncoderContext context) {
    return new ConvPyramidEncoder(config, context);
  }
}
