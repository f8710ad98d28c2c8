package org.eobench.decoders.dino;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the head of a batch norm and one linear layer.
 *
 * @param numLevels number of the encoder's last maps that it uses
 * @param resizeFactors factor by which each of them is resized before concatenation, from shallow
 *     to deep; null for none
 * @param dropout share of channels dropped before the last layer in training
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:2304.07193")
public record BnHeadConfig(
    int numLevels,
    @Nullable List<Double> resizeFactors,
    double dropout,
    @Inline TemporalKeys temporal) {
  public BnHeadConfig {
    resizeFactors = resizeFactors == null ? List.of() : List.copyOf(resizeFactors);
    if (numLevels < 1) {
      throw new IllegalArgumentException("num_levels=" + numLevels + " must be at least 1");
    }
    boolean fits = resizeFactors.isEmpty() || resizeFactors.size() == numLevels;
    if (!fits || resizeFactors.stream().anyMatch(f -> !(f > 0 && Double.isFinite(f)))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "resize_factors=%s must be %d positive numbers, or null",
              resizeFactors,
              numLevels));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout=" + dropout + " must lie in [0, 1)");
    }
  }

  /** A factor for each level; empty if none is resized. */
  List<Double> factors() {
    return resizeFactors == null ? List.of() : resizeFactors;
  }
}
