package org.eobench.decoders.upernet;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.neck.InterpMethod;
import org.eobench.decoders.neck.Mixing;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of UPerNet.
 *
 * @param channels width of every level inside the decoder
 * @param poolScales grid sizes for pooling the deepest level
 * @param dropout share of channels dropped before the last layer in training
 * @param interpMethod how the last map is resized to the image
 * @param mixing how the second-last layer combines levels of several sizes
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:1807.10221")
public record UperNetDecoderConfig(
    int channels,
    List<Integer> poolScales,
    double dropout,
    InterpMethod interpMethod,
    @Default("fast") Mixing mixing,
    @Inline TemporalKeys temporal) {
  public UperNetDecoderConfig {
    poolScales = List.copyOf(poolScales);
    if (channels < 1) {
      throw new IllegalArgumentException("channels=" + channels + " must be at least 1");
    }
    if (poolScales.isEmpty() || poolScales.stream().anyMatch(scale -> scale < 1)) {
      throw new IllegalArgumentException(
          "pool_scales=" + poolScales + " must list numbers of at least 1");
    }
    if (dropout < 0 || dropout >= 1) {
      throw new IllegalArgumentException("dropout=" + dropout + " must lie in [0, 1)");
    }
  }
}
