/**
 * Hydra's composition in Java: YAML groups, defaults lists, command-line overrides, interpolation,
 * sweeps and the binding of the resulting tree to typed records, with the origin of every value
 * kept.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config;
