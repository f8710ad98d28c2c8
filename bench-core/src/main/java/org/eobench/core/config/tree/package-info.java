/**
 * The configuration tree: mappings, lists and scalars, read from YAML and written back. Every node
 * keeps its {@link org.eobench.core.config.tree.Origin} (file and line, or argument), so that
 * errors can name it. {@link org.eobench.core.config.tree.Bounds} limits the size of a file.
 *
 * <pre>{@code
 * ConfigNode tree = ConfigNode.ofYaml("seed: 1", "train.yaml");
 * tree.select("seed").origin().place(); // train.yaml:1
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.tree;
