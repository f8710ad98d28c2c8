package org.eobench.encoders.presto;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.SentinelGroups;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the Presto encoder. Its bands are those of Sentinel-1 ({@code VV, VH}) and Sentinel-2;
 * any group of bands may be omitted.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer; its patches are single pixels
 * @param maxSequenceLength maximum number of dates per sample
 * @param addBy offset added to the values of a modality before division
 * @param divBy divisor of the values of a modality
 * @param ndvi whether to add a token for the vegetation index of B4 and B8, which requires bands
 *     that are proportional to reflectance
 * @param location whether to add a token for the place, which every sample must then have
 * @param defaultMonth month, 1 to 12, of images whose date is unknown
 */
public record PrestoConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int maxSequenceLength,
    Map<String, Double> addBy,
    Map<String, Double> divBy,
    boolean ndvi,
    boolean location,
    int defaultMonth)
    implements EncoderConfig {
  /**
   * The codes of group and month each take a quarter of the width, the code of the date takes half.
   */
  private static final int CODES = 4;

  public PrestoConfig {
    addBy = Collections.unmodifiableMap(new LinkedHashMap<>(addBy));
    divBy = Collections.unmodifiableMap(new LinkedHashMap<>(divBy));
    require(
        shape.patchSize() == 1,
        String.format(
            Locale.ROOT,
            "patch_size=%d must be 1, because Presto processes single pixels",
            shape.patchSize()));
    require(
        shape.embedDim() % (2 * CODES) == 0,
        String.format(
            Locale.ROOT, "embed_dim=%d must be a multiple of %d", shape.embedDim(), 2 * CODES));
    require(
        maxSequenceLength > 0,
        String.format(Locale.ROOT, "max_sequence_length=%d must be positive", maxSequenceLength));
    require(
        defaultMonth >= 1 && defaultMonth <= 12,
        String.format(Locale.ROOT, "default_month=%d must lie within 1..12", defaultMonth));
    divBy.forEach(
        (modality, divisor) ->
            require(
                Double.isFinite(divisor) && divisor != 0,
                String.format(
                    Locale.ROOT, "div_by.%s=%s must be a number other than 0", modality, divisor)));
    SentinelGroups.of("Presto", keys.inputBands());
    require(
        !ndvi || keys.bandNames().containsAll(List.of("B4", "B8")),
        "ndvi=true needs the bands B4 and B8 in input_bands.optical");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Width of the codes of group and month. */
  int codeWidth() {
    return shape.embedDim() / CODES;
  }
}
