/**
 * What plug-ins implement. A jar names its {@link org.eobench.core.spi.BenchPlugin} in {@code
 * META-INF/services}; {@link org.eobench.core.spi.PluginModule} is the short way to write one: a
 * line for each component, with the key that {@code _target_} names in YAML. The components that
 * core brings are listed in the same way.
 *
 * <pre>{@code
 * public final class MyPlugin extends PluginModule {
 *   @Override
 *   protected void configure() {
 *     encoder("my_encoder", EncoderFactory.of(MyConfig.class, MyEncoder::new));
 *   }
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.spi;
