package org.eobench.datasets.satlas;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.DatasetFacts;

/**
 * Config of {@code satlas}.
 *
 * @param facts the keys of every data set; {@code bands} selects bands by name. With the task
 *     {@code unlabelled}, labels are not read, and tiles without labels are used as well
 * @param valShare share of the training tiles that is the validation split
 */
public record SatlasConfig(
    @Inline DatasetFacts facts, @Default("0.1") @Range(above = 0, below = 1) double valShare) {}
