/**
 * Hydra's override grammar: {@code encoder=dofa}, {@code +a.b=1}, {@code ~key}, {@code seed=1,2,3},
 * {@code lr=range(0,1,0.1)}. {@link org.eobench.core.config.override.OverrideParser} parses an
 * argument into a {@link org.eobench.core.config.override.ConfigOverride}; a {@link
 * org.eobench.core.config.override.Sweep} holds several values.
 *
 * <pre>{@code
 * ConfigOverride override = OverrideParser.parse("optimizer.lr=1e-4", 1);
 * override.key(); // optimizer.lr
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.override;
