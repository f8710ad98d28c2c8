package org.eobench.datasets.sen1floods11;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.dataset.DatasetFacts;
import org.jspecify.annotations.Nullable;

/**
 * Config of {@code sen1floods11}.
 *
 * @param gcsBucket bucket from which gsutil can copy the data, for the message about a missing
 *     folder
 * @param dates where the dates of chips come from
 * @param testList the published list that is the test split
 */
public record Sen1Floods11Config(
    @Inline DatasetFacts facts,
    @Nullable String gcsBucket,
    @Default("metadata") DateSource dates,
    @Default("test") TestList testList) {

  /** A published list of chips for tests. */
  public enum TestList {
    /** Chips of the floods that are in the training split as well. */
    TEST,
    /** Chips of the flood in Bolivia, which no other list has. */
    BOLIVIA
  }

  /** Where the dates of chips come from. */
  public enum DateSource {
    /** The dates of the Sentinel-2 images, from the metadata file of the data set. */
    METADATA,
    /** One day for each flood, as in finetuning of a DINOv2 on satellite images. */
    EVENTS
  }
}
