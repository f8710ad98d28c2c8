package org.eobench.datasets.so2sat;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.dataset.DatasetFacts;

/** Config of {@code so2sat}: the keys of every data set. */
public record So2SatConfig(@Inline DatasetFacts facts) {}
