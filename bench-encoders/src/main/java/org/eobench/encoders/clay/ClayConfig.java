package org.eobench.encoders.clay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the Clay encoder, which takes any bands with known wavelengths.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param dimHead features per attention head; the heads need not add up to the width
 * @param waveDim width of the wavelength code
 * @param finalNorm the maps to which the last norm is applied
 * @param gsd ground sampling distance in metres for data sets that do not declare it
 * @param waveList wavelength in micrometres by modality and band name; other bands use the
 *     wavelength of the data set
 */
public record ClayConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int dimHead,
    int waveDim,
    FinalNorm finalNorm,
    double gsd,
    @Range(above = 0) Map<String, Map<String, Double>> waveList)
    implements EncoderConfig {
  /**
   * Below this width, a position code would have a single frequency, for which its formula is
   * undefined.
   */
  private static final int SMALLEST_WIDTH = 16;

  public ClayConfig {
    waveList = Collections.unmodifiableMap(new LinkedHashMap<>(waveList));
    require(
        shape.embedDim() >= SMALLEST_WIDTH,
        String.format(
            Locale.ROOT, "embed_dim=%d must be at least %d", shape.embedDim(), SMALLEST_WIDTH));
    require(dimHead > 0, String.format(Locale.ROOT, "dim_head=%d must be positive", dimHead));
    require(
        waveDim > 0 && waveDim % 4 == 0,
        String.format(Locale.ROOT, "wave_dim=%d must be a multiple of 4", waveDim));
    require(
        gsd > 0 && Double.isFinite(gsd),
        String.format(Locale.ROOT, "gsd=%s must be a positive number of metres", gsd));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
