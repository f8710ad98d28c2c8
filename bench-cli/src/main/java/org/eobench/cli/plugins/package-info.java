/**
 * What there is to run: jars in the plug-in folder, the components they bring, and the folders in
 * which configs are looked for. {@link org.eobench.core.plugin.Plugins} joins core with all
 * plug-ins in one injector.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.plugins;
