/**
 * The components available to the program: the jars in the plug-in folder, their components, and
 * the folders with configs. {@link org.eobench.core.plugin.Plugins} combines core with all plug-ins
 * in one injector.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.plugins;
