package org.eobench.encoders.prithvi;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the Prithvi encoders. The number of frames is the data set's.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param tubeletSize frames that one token covers
 * @param normEps added to the variance in every layer norm
 * @param finalNorm which maps pass through the last layer norm
 * @param coordsEncoding what the model is told of when and where an image was taken
 * @param pretrainedFrames frames the checkpoint's position table is for
 * @param pretrainedSize side in pixels of the images the checkpoint's position table is for
 * @param positionRule where the table comes from for images of another size
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
  /** Column, row and frame share the position code in sixteenths. */
  private static final int SHARES = 16;

  public PrithviConfig {
    coordsEncoding = List.copyOf(coordsEncoding);
    require(
        keys.inputBands().size() == 1,
        String.format(
            Locale.ROOT, "input_bands must name one modality, not %s", keys.inputBands().keySet()));
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
        String.format(Locale.ROOT, "coords_encoding=%s must name each once", coordsEncoding));
    require(
        tubeletSize == 1 || !coordsEncoding.contains(Coordinate.TIME),
        "coords_encoding with time needs tubelet_size=1, a token for every frame");
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
