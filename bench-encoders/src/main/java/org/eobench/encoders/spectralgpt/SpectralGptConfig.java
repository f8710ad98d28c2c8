package org.eobench.encoders.spectralgpt;

import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the SpectralGPT encoder, with the names of the authors' code where it has them.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param positionGrid side of the square grid of the position table: 12 for 96 pixels in patches of
 *     8
 * @param tPatchSize neighbouring bands of one token; the number of bands must be a multiple
 * @param sepPosEmbed whether places and groups of bands have separate position tables, as in the
 *     published files, or one table for both
 * @param clsEmbed whether there is a class token; the published files have none
 */
public record SpectralGptConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int positionGrid,
    int tPatchSize,
    boolean sepPosEmbed,
    boolean clsEmbed)
    implements EncoderConfig {

  public SpectralGptConfig {
    int bands = keys.bandNames().size();
    if (tPatchSize < 1 || bands % tPatchSize != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "t_patch_size=%d must divide the number of bands of input_bands, %d",
              tPatchSize,
              bands));
    }
    if (positionGrid < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "position_grid=%d must be positive", positionGrid));
    }
  }

  /** Tokens of one patch. */
  int groups() {
    return keys.bandNames().size() / tPatchSize;
  }
}
