/**
 * Plug-ins: they are found on the class path and in the jars of a folder, and combined with the
 * core. This is the only user of Guice outside of plug-ins.
 *
 * <pre>{@code
 * try (Plugins plugins = Plugins.load(PluginJars.in(Path.of("plugins")))) {
 *   plugins.components().encoders().names().forEach(System.out::println);
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.plugin;
