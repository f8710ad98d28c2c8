package org.eobench.decoders.linear;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the linear probe for image classification.
 *
 * @param features which features describe an image
 * @param headDim features of an attention head; null for the largest divisor of the width up to 64
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:1610.01644")
public record ClsLinearConfig(
    @Inline PoolingKeys features, @Nullable Integer headDim, @Inline TemporalKeys temporal) {
  public ClsLinearConfig {
    features.requireUse(headDim);
  }
}
