package org.eobench.core.spi;

import com.google.inject.Module;

/**
 * The one type a plug-in jar implements, named in {@code
 * META-INF/services/org.eobench.core.spi.BenchPlugin}. It is a Guice module whose
 * {@code @ProvidesIntoMap} methods hand over factories under their registry keys:
 *
 * <pre>{@code
 * public final class MyPlugin extends AbstractModule implements BenchPlugin {
 *   @ProvidesIntoMap
 *   @StringMapKey("myencoder")
 *   static EncoderFactory<?> myEncoder() {
 *     return new MyEncoderFactory();
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
