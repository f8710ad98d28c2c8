package org.eobench.core.spi;

import com.google.inject.Module;

/**
 * The one type a plug-in jar implements, named in {@code
 * META-INF/services/org.eobench.core.spi.BenchPlugin}: a Guice module that binds factories to their
 * registry keys. {@link PluginModule} does so in one line per component.
 *
 * <p>A module of another base class uses {@code @ProvidesIntoMap} methods, which Guice can give
 * other objects of the injector:
 *
 * <pre>{@code
 * public final class MyPlugin extends AbstractModule implements BenchPlugin {
 *   @ProvidesIntoMap
 *   @StringMapKey("my_encoder")
 *   static EncoderFactory<?> myEncoder() {
 *     return EncoderFactory.of(MyConfig.class, MyEncoder::new);
 *   }
 * }
 * }</pre>
 */
public interface BenchPlugin extends Module {
  /** The version of this contract that the program offers. */
  int API_VERSION = 1;

  /** The version of this contract that the plug-in was built for; another one is refused. */
  default int apiVersion() {
    return API_VERSION;
  }
}
