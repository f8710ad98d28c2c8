package org.eobench.decoders.dino;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the projection head.
 *
 * @param numLevels number of the encoder's last maps that it uses; several are fused by a linear
 *     layer
 * @param numLayers number of layers up to the bottleneck
 * @param hiddenChannels width between these layers
 * @param bottleneckChannels width of the vectors that are normalised to unit length
 * @param batchNorm whether a batch norm follows each of these layers except the last
 * @param l2Axis axis of the normalisation to unit length
 * @param temporal how the maps of several dates are fused
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

  /** The axis of the vectors that are normalised to unit length. */
  public enum L2Axis {
    /** The features of each position, as in DINO. */
    CHANNELS(1),
    /**
     * The values of each feature along a row of the map, as in the first implementation for maps.
     */
    WIDTH(3);

    private final int axis;

    L2Axis(int axis) {
      this.axis = axis;
    }

    /** Its index in {@code [B,C,H,W]}. */
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
