package org.eobench.decoders.attentionpool;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.pooling.ImagePooling;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the attention-pool probe for whole images.
 *
 * @param headDim features of a head, a divisor of the encoder's width
 * @param layers the layers, see {@link org.eobench.decoders.pooling.LayerChoice}
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:2511.13655")
public record ClsAttnPoolConfig(
    int headDim, @Default("last") ConfigNode layers, @Inline TemporalKeys temporal) {
  public ClsAttnPoolConfig {
    requireHead(headDim);
    new PoolingKeys(ImagePooling.ATTENTION, layers).requireUse(headDim);
  }

  /** The features that describe an image. */
  PoolingKeys features() {
    return new PoolingKeys(ImagePooling.ATTENTION, layers);
  }

  static void requireHead(int headDim) {
    if (headDim < 1) {
      throw new IllegalArgumentException("head_dim=" + headDim + " must be at least 1");
    }
  }
}
