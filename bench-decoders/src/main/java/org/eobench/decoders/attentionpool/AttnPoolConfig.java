package org.eobench.decoders.attentionpool;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the attention-pool probe for segmentation.
 *
 * @param headDim features of a head, a divisor of the encoder's width
 * @param pixelsPerSide logits that are predicted along each side of a position; null for one per
 *     pixel
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:2511.13655")
public record AttnPoolConfig(
    int headDim, @Nullable Integer pixelsPerSide, @Inline TemporalKeys temporal) {
  public AttnPoolConfig {
    ClsAttnPoolConfig.requireHead(headDim);
    if (pixelsPerSide != null && pixelsPerSide < 1) {
      throw new IllegalArgumentException(
          "pixels_per_side=" + pixelsPerSide + " must be at least 1, or null for one per pixel");
    }
  }

  /** Logits along each side of a position of {@code stride} pixels. */
  int pixels(int stride) {
    return pixelsPerSide == null ? stride : pixelsPerSide;
  }
}
