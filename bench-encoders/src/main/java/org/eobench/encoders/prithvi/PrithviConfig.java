package org.eobench.encoders.prithvi;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the Prithvi encoders. The number of frames is that of the data set.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param tubeletSize frames that one token covers
 * @param normEps term added to the variance in every layer norm
 * @param finalNorm the maps to which the last layer norm is applied
 * @param coordsEncoding metadata inputs of the model
 * @param pretrainedFrames number of frames of the checkpoint's position table
 * @param pretrainedSize side in pixels of the images of the checkpoint's position table
 * @param positionRule the source of the table for images of another size
 */
public record PrithviConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int tubeletSize,
    double normEps,
    FinalNorm finalNorm,
    List<Coordinate> coordsEncoding,
    int pretrainedFrames,
    int pretrainedSize,
    PositionRule positionRule)
    implements EncoderConfig {
  /** Column, row and frame divide the position code in sixteenths. */
  private static final int SHARES = 16;

  public PrithviConfig {
    coordsEncoding = List.copyOf(coordsEncoding);
    require(
        keys.inputBands().size() == 1,
        String.format(
            Locale.ROOT, "input_bands must list one modality, not %s", keys.inputBands().keySet()));
    require(
        shape.embedDim() % SHARES == 0,
        String.format(
            Locale.ROOT, "embed_dim=%d must be a multiple of %d", shape.embedDim(), SHARES));
    require(
        tubeletSize > 0,
        String.format(Locale.ROOT, "tubelet_size=%d must be positive", tubeletSize));
    require(normEps > 0, String.format(Locale.ROOT, "norm_eps=%s must be positive", normEps));
    require(
        coordsEncoding.stream().distinct().count() == coordsEncoding.size(),
        String.format(Locale.ROOT, "coords_encoding=%s must list each value once", coordsEncoding));
    require(
        tubeletSize == 1 || !coordsEncoding.contains(Coordinate.TIME),
        "coords_encoding with time requires tubelet_size=1, one token per frame");
    require(
        pretrainedFrames >= tubeletSize && pretrainedFrames % tubeletSize == 0,
        String.format(
            Locale.ROOT,
            "pretrained_frames=%d must be a multiple of tubelet_size=%d",
            pretrainedFrames,
            tubeletSize));
    require(
        pretrainedSize > 0 && pretrainedSize % shape.patchSize() == 0,
        String.format(
            Locale.ROOT,
            "pretrained_size=%d must be a multiple of patch_size=%d",
            pretrainedSize,
            shape.patchSize()));
  }

  /** The one modality. */
  String modality() {
    return keys.inputBands().keySet().iterator().next();
  }

  /** Patches along a side of an image of the pretraining size. */
  int pretrainedGrid() {
    return pretrainedSize / shape.patchSize();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
