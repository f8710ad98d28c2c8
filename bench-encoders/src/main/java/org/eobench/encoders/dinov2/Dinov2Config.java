package org.eobench.encoders.dinov2;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
 * Config of the DINOv2 encoder, with the names of the authors' code where it has them.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param positionGrid side of the square grid of the position table: 37 in the published files,
 *     whose last training used images of 518 pixels with patches of 14
 * @param numRegisterTokens registers between class token and patches: 0 or 4 in the published files
 * @param ffnLayer the feed-forward network of the blocks
 * @param initValues initial value of the layer scales without a checkpoint
 * @param interpolateOffset see {@link GridInterpolation}: 0.1 without registers, 0 with registers
 * @param interpolateAntialias see {@link GridInterpolation}: false without registers, true with
 *     registers
 * @param finalNorm the maps to which the final norm is applied
 * @param bandAdaptation how the kernel for red, green and blue is adapted to other bands
 * @param dayOfYear whether a code of the day of the year is added to every token; the published
 *     weights were trained without it
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

  /** The feed-forward network of a block. */
  public enum FfnLayer {
    /** Two linear layers with a GELU between them. */
    MLP,
    /** The gated network of the giant model. */
    SWIGLU
  }

  /** The hidden width of a gated feed-forward network is a multiple of this. */
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

  /** The same encoder for the images of one of the modalities. */
  public Dinov2Config withModality(String modality) {
    List<String> bands = Objects.requireNonNull(keys.inputBands().get(modality), modality);
    return new Dinov2Config(
        keys.withBands(Map.of(modality, bands)),
        shape,
        positionGrid,
        numRegisterTokens,
        ffnLayer,
        initValues,
        interpolateOffset,
        interpolateAntialias,
        finalNorm,
        bandAdaptation,
        dayOfYear);
  }

  /**
   * Hidden width of the feed-forward network. In a gated network it is two thirds of that, rounded
   * up to a multiple of 8, so that its three matrices have as many weights as the two of an MLP.
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
