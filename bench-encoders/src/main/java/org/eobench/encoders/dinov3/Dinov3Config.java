package org.eobench.encoders.dinov3;

import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the DINOv3 encoder, with the names of the authors' code where it has them.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer; its features per head must be a multiple of 4
 * @param nStorageTokens storage tokens (registers) between class token and patches
 * @param ffnLayer the feed-forward network of the blocks
 * @param qkvBias whether queries and values have a bias; keys never have one
 * @param layerscaleInit initial value of the layer scales without a checkpoint
 * @param posEmbedRopeBase ratio of the longest to the shortest period of the rotary embedding
 *     without a checkpoint, which stores the periods
 * @param finalNorm the maps to which the final norm is applied
 * @param bandAdaptation how the kernel for red, green and blue is adapted to other bands
 */
public record Dinov3Config(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    @Range(min = 0) int nStorageTokens,
    FfnLayer ffnLayer,
    boolean qkvBias,
    @Range(min = 0) double layerscaleInit,
    @Range(min = 1) double posEmbedRopeBase,
    FinalNorm finalNorm,
    BandAdaptation bandAdaptation)
    implements EncoderConfig {

  /** The feed-forward network of a block. */
  public enum FfnLayer {
    /** Two linear layers with a GELU between them. */
    MLP(1),
    /** A gated network whose hidden width is a multiple of 8. */
    SWIGLU(8),
    /** A gated network whose hidden width is a multiple of 64, as in the model of 7B parameters. */
    SWIGLU64(64);

    private final int aligned;

    FfnLayer(int aligned) {
      this.aligned = aligned;
    }

    boolean gated() {
      return this != MLP;
    }
  }

  public Dinov3Config {
    int headDim = shape.embedDim() / shape.numHeads();
    if (headDim % 4 != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "embed_dim=%d and num_heads=%d give %d features per head, which must be a multiple of"
                  + " 4 for sines and cosines of rows and columns",
              shape.embedDim(),
              shape.numHeads(),
              headDim));
    }
  }

  /**
   * Hidden width of the feed-forward network. In a gated network it is two thirds of {@code
   * mlp_ratio} times the width, rounded up to a multiple.
   */
  int hidden() {
    int hidden = ffnLayer.gated() ? shape.hidden() * 2 / 3 : shape.hidden();
    return (hidden + ffnLayer.aligned - 1) / ffnLayer.aligned * ffnLayer.aligned;
  }

  int headDim() {
    return shape.embedDim() / shape.numHeads();
  }
}
