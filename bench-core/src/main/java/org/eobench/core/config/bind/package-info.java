/**
 * Binds a configuration tree to typed records. {@link org.eobench.core.config.bind.Binder} reads
 * one record component per key, checks its type and {@link org.eobench.core.config.bind.Range}, and
 * reports all problems together. {@link org.eobench.core.config.bind.Default} gives an absent key
 * its value; {@link org.eobench.core.config.bind.Inline} reads a nested record from the same
 * mapping.
 *
 * <pre>{@code
 * record SgdConfig(@Range(above = 0) double lr, @Default("0.9") double momentum) {}
 *
 * SgdConfig config = Binder.bindOrThrow(node, SgdConfig.class);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.bind;
