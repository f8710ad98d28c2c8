package org.eobench.datasets.hlsburnscars;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.dataset.DatasetFacts;

/** Config of {@code hlsburnscars}: the keys of every data set. */
public record HlsBurnScarsConfig(@Inline DatasetFacts facts) {}
