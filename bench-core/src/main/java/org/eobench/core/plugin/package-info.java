/**
 * Plug-ins: found on the class path and in jars of a folder, and put together with what core brings
 * itself. The one user of Guice outside the plug-ins.
 *
 * <pre>{@code
 * try (Plugins plugins = Plugins.load(PluginJars.in(Path.of("plugins")))) {
 *   plugins.components().encoders().names().forEach(System.out::println);
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.plugin;
