package org.eobench.core.schedule;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code _target_: cosine_warm_restarts}.
 *
 * @param firstCycle steps of the first cycle
 * @param cycleFactor each cycle is so many times longer than the one before
 * @param minLr learning rate at the end of a cycle; must not be above lr, unless {@code rising}
 *     allows it
 * @param rising whether {@code minLr} may be above lr, so that the rate rises in each cycle, as in
 *     the published configuration of Clay v0
 */
public record CosineWarmRestartsConfig(
    @Range(min = 1) int firstCycle,
    @Default("1") @Range(min = 1) int cycleFactor,
    @Default("0") @Range(min = 0) double minLr,
    @Default("false") boolean rising) {}
