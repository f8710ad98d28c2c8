/**
 * From a tree to typed records: {@link org.eobench.core.config.bind.Binder} reads one record
 * component per key, checks its type and {@link org.eobench.core.config.bind.Range}, and collects
 * every problem before it refuses. A record says the rest with {@link
 * org.eobench.core.config.bind.Default} and {@link org.eobench.core.config.bind.Inline}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.bind;
