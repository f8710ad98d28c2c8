package org.eobench.datasets.satlas;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.DatasetFacts;

/**
 * Config of {@code satlas}.
 *
 * @param facts the keys of every data set; {@code bands} selects bands by name
 * @param unlabelled what becomes of tiles without {@code land_cover.png}
 * @param valShare share of the training tiles that is the validation split
 */
public record SatlasConfig(
    @Inline DatasetFacts facts,
    @Default("leave_out") Unlabelled unlabelled,
    @Default("0.1") @Range(above = 0, below = 1) double valShare) {}
