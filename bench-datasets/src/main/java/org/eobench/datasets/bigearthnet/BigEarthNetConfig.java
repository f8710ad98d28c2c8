package org.eobench.datasets.bigearthnet;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.dataset.DatasetFacts;

/**
 * Config of {@code bigearthnet}.
 *
 * @param facts the keys of every data set; {@code bands} selects bands by name. {@code classes} are
 *     the 19 classes of the authors, or with {@code v1} also the 43 of CORINE
 * @param release version of the files
 */
public record BigEarthNetConfig(@Inline DatasetFacts facts, Release release) {}
