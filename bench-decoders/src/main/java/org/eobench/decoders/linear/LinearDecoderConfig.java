package org.eobench.decoders.linear;

import java.util.List;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the probes for single positions.
 *
 * @param topology widths of the hidden layers, each followed by ReLU; null or empty for the linear
 *     probe
 * @param softmax whether the model applies a softmax over classes before resizing, as in Pangaea;
 *     the loss then applies a second one, which damps the gradients
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:1610.01644")
public record LinearDecoderConfig(
    @Nullable List<Integer> topology, boolean softmax, @Inline TemporalKeys temporal) {
  public LinearDecoderConfig {
    topology = LinearLayers.widths(topology);
  }

  /** Widths of the hidden layers; empty for the linear probe. */
  List<Integer> hidden() {
    return LinearLayers.widths(topology);
  }
}
