package example;

import org.eobench.core.spi.EncoderFactory;
import org.eobench.core.spi.PluginModule;

/** The components of this jar, by registry key. */
public final class ExamplePlugin extends PluginModule {
  @Override
  protected void configure() {
    encoder("conv_pyramid", EncoderFactory.of(ConvPyramidConfig.class, ConvPyramidEncoder::new));
  }
}
