package org.eobench.decoders.probe;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.jspecify.annotations.Nullable;

/**
 * Config of the nearest-neighbour probe for images of several classes.
 *
 * @param topM number of classes to predict for every image, as in Pangaea; null to predict the
 *     classes that get at least half of the votes
 * @param neighbours the keys of the votes
 */
@Paper("arXiv:1805.01978")
public record KnnMultiLabelConfig(@Nullable Integer topM, @Inline KnnConfig neighbours) {
  public KnnMultiLabelConfig {
    if (topM != null && topM < 1) {
      throw new IllegalArgumentException("top_m=" + topM + " must be at least 1, or null");
    }
  }
}
