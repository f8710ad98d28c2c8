package example;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import org.eobench.core.spi.BenchPlugin;
import org.eobench.core.spi.EncoderFactory;

/** What this jar offers, by registry key. */
public final class ExamplePlugin extends AbstractModule implements BenchPlugin {
  @ProvidesIntoMap
  @StringMapKey("conv_pyramid")
  static EncoderFactory<?> convPyramid() {
    return new ConvPyramidFactory();
  }
}
