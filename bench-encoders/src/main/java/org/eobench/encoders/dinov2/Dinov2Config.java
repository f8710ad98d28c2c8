package org.eobench.encoders.dinov2;

import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.vit.GridInterpolation;

/**
 * Config of the DINOv2 encoder; names as in the authors' code where they have one.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param positionGrid side of the square grid of the position table: 37 in the published files,
 *     which were trained last on 518 pixels in patches of 14
 * @param numRegisterTokens registers between class token and patches: 0 or 4 in the published files
 * @param ffnLayer the feed-forward part of the blocks
 * @param initValues first value of the layer scales, where no checkpoint gives them
 * @param interpolateOffset see {@link GridInterpolation}: 0.1 without registers, 0 with
 * @param interpolateAntialias see {@link GridInterpolation}: false without registers, true with
 * @param finalNorm which maps pass through the final norm
 * @param bandAdaptation how the kernel for red, green and blue is carried to other bands
 * @param dayOfYear whether every token is told the day of the year the image was taken; the
 *     published weights know nothing of it
 */
public record Dinov2Config(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int positionGrid,
    int numRegisterTokens,
    FfnLayer ffnLayer,
    @Range(min = 0) double initValues,
    double interpolateOffset,
    boolean interpolateAntialias,
    FinalNorm finalNorm,
    BandAdaptation bandAdaptation,
    @Default("false") boolean dayOfYear)
    implements EncoderConfig {

  /** The feed-forward part of a block. */
  public enum FfnLayer {
    /** Two linear layers with a GELU between. */
    MLP,
    /** The gated one of the giant model. */
    SWIGLU
  }

  /** The hidden width of a gated feed-forward part is a multiple of this. */
  private static final int ALIGNED = 8;

  public Dinov2Config {
    require(
        positionGrid > 0,
        String.format(Locale.ROOT, "position_grid=%d must be positive", positionGrid));
    require(
        numRegisterTokens >= 0,
        String.format(
            Locale.ROOT, "num_register_tokens=%d must not be negative", numRegisterTokens));
    require(
        interpolateOffset >= 0 && interpolateOffset < 1,
        String.format(
            Locale.ROOT,
            "interpolate_offset=%s must be at least 0 and below 1",
            interpolateOffset));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * Hidden width of the feed-forward part. A gated one has two thirds of it, rounded up to a
   * multiple of 8, so that its three matrices weigh as much as the two of an MLP.
   */
  int hidden() {
    return switch (ffnLayer) {
      case MLP -> shape.hidden();
      case SWIGLU -> (shape.hidden() * 2 / 3 + ALIGNED - 1) / ALIGNED * ALIGNED;
    };
  }

  GridInterpolation interpolation() {
    return new GridInterpolation(interpolateOffset, interpolateAntialias);
  }
}
