/**
 * Hydra's grammar of overrides: {@code encoder=dofa}, {@code +a.b=1}, {@code ~key}, {@code
 * seed=1,2,3}, {@code lr=range(0,1,0.1)}. {@link org.eobench.core.config.override.OverrideParser}
 * turns one argument into a {@link org.eobench.core.config.override.ConfigOverride}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.override;
