package org.eobench.decoders.dino;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the projection head.
 *
 * @param numLevels how many of the encoder's maps it sees, counted from the last; more than one are
 *     fused by a linear layer
 * @param numLayers layers up to the bottleneck
 * @param hiddenChannels width between these layers
 * @param bottleneckChannels width of what is normalised to length 1
 * @param batchNorm whether a batch norm follows each of these layers but the last
 * @param l2Axis along which axis lengths become 1
 * @param temporal how the maps of several dates become one
 */
@Paper("arXiv:2104.14294")
public record DinoHeadConfig(
    int numLevels,
    int numLayers,
    int hiddenChannels,
    int bottleneckChannels,
    boolean batchNorm,
    L2Axis l2Axis,
    @Inline TemporalKeys temporal) {

  /** Along which axis the vectors lie whose length becomes 1. */
  public enum L2Axis {
    /** The features of each position, as in DINO. */
    CHANNELS(1),
    /** The values of each feature along a row of the map, as the first code for maps had it. */
    WIDTH(3);

    private final int axis;

    L2Axis(int axis) {
      this.axis = axis;
    }

    /** Its place in {@code [B,C,H,W]}. */
    int axis() {
      return axis;
    }
  }

  public DinoHeadConfig {
    atLeastOne("num_levels", numLevels);
    atLeastOne("num_layers", numLayers);
    atLeastOne("hidden_channels", hiddenChannels);
    atLeastOne("bottleneck_channels", bottleneckChannels);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + "=" + value + " must be at least 1");
    }
  }
}
