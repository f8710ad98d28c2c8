package org.eobench.decoders.linear;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.nn.Activation;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the probes of whole images with hidden layers.
 *
 * @param topology widths of the hidden layers; null or empty for none
 * @param hiddenActivation what stands between the layers, {@code relu} or {@code none}; with none
 *     all layers together are no more than one linear layer
 * @param poolingStrategy how the map becomes one vector
 * @param softmax whether the model itself normalises over classes, as Pangaea's does; its loss then
 *     normalises once more, which damps the gradients
 * @param temporal how the maps of several dates become one
 */
public record ClsMlpConfig(
    @Nullable List<Integer> topology,
    @Default("relu") Activation hiddenActivation,
    PoolingStrategy poolingStrategy,
    boolean softmax,
    @Inline TemporalKeys temporal) {
  public ClsMlpConfig {
    topology = LinearLayers.widths(topology);
    if (hiddenActivation == Activation.GELU) {
      throw new IllegalArgumentException("hidden_activation=gelu must be relu or none");
    }
  }

  /** Widths of the hidden layers; empty for the linear probe. */
  List<Integer> hidden() {
    return LinearLayers.widths(topology);
  }
}
