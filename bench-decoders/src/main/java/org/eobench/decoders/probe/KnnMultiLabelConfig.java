package org.eobench.decoders.probe;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.jspecify.annotations.Nullable;

/**
 * Config of the neighbours probe for images that show several classes.
 *
 * @param topM how many classes are predicted for every image, as Pangaea does; null to predict
 *     those that at least half of the votes are for
 * @param neighbours who votes
 */
@Paper("arXiv:1805.01978")
public record KnnMultiLabelConfig(@Nullable Integer topM, @Inline KnnConfig neighbours) {
  public KnnMultiLabelConfig {
    if (topM != null && topM < 1) {
      throw new IllegalArgumentException("top_m=" + topM + " must be at least 1, or null");
    }
  }
}
