/**
 * The configuration as a tree: mappings, lists and scalars, read from YAML and written back. Every
 * node keeps its {@link org.eobench.core.config.tree.Origin}, the file and line or the argument
 * that set it, so that an error can name it. {@link org.eobench.core.config.tree.Bounds} limits
 * what one file may grow to.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.tree;
