package org.eobench.decoders.linear;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.nn.Activation;
import org.eobench.decoders.pooling.ImagePooling;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the probes with hidden layers for image classification.
 *
 * @param topology widths of the hidden layers; null or empty for none
 * @param hiddenActivation activation between the layers, {@code relu} or {@code none}; with none,
 *     the layers are equivalent to one linear layer
 * @param poolingStrategy how each layer is pooled to one vector
 * @param layers the layers, see {@link org.eobench.decoders.pooling.LayerChoice}
 * @param headDim features of an attention head; null for the largest divisor of the width up to 64
 * @param softmax whether the model applies a softmax over classes, as in Pangaea; the loss then
 *     applies a second one, which damps the gradients
 * @param temporal how the maps of several dates are fused
 */
public record ClsMlpConfig(
    @Nullable List<Integer> topology,
    @Default("relu") Activation hiddenActivation,
    ImagePooling poolingStrategy,
    @Default("last") ConfigNode layers,
    @Nullable Integer headDim,
    boolean softmax,
    @Inline TemporalKeys temporal) {
  public ClsMlpConfig {
    topology = LinearLayers.widths(topology);
    new PoolingKeys(poolingStrategy, layers).requireUse(headDim);
    if (hiddenActivation == Activation.GELU) {
      throw new IllegalArgumentException("hidden_activation=gelu must be relu or none");
    }
  }

  /** Which features describe an image. */
  PoolingKeys features() {
    return new PoolingKeys(poolingStrategy, layers);
  }

  /** Widths of the hidden layers; empty for the linear probe. */
  List<Integer> hidden() {
    return LinearLayers.widths(topology);
  }
}
