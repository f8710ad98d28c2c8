package org.eobench.encoders;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import org.eobench.core.spi.BenchPlugin;
import org.eobench.core.spi.EncoderFactory;
import org.eobench.encoders.dofa.DofaEncoderFactory;
import org.eobench.encoders.resnet.ResNetEncoderFactory;

/** The encoders that come with the bench, by registry key. */
public final class EncodersPlugin extends AbstractModule implements BenchPlugin {
  @ProvidesIntoMap
  @StringMapKey("dofa")
  static EncoderFactory<?> dofa() {
    return new DofaEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("resnet")
  static EncoderFactory<?> resnet() {
    return new ResNetEncoderFactory();
  }
}
