package org.eobench.datasets.sen1floods11;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.dataset.DatasetFacts;
import org.jspecify.annotations.Nullable;

/**
 * Config of {@code sen1floods11}.
 *
 * @param gcsBucket bucket from which gsutil can copy the data, for the message about a missing
 *     folder
 */
public record Sen1Floods11Config(@Inline DatasetFacts facts, @Nullable String gcsBucket) {}
