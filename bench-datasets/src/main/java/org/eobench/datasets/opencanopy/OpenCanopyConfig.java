package org.eobench.datasets.opencanopy;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.DatasetFacts;

/**
 * Config of {@code opencanopy}.
 *
 * @param facts the keys of every data set
 * @param heightScale factor from the stored heights, in decimetres, to those of {@code target_unit}
 */
public record OpenCanopyConfig(
    @Inline DatasetFacts facts, @Range(above = 0) @Default("0.1") double heightScale) {}
