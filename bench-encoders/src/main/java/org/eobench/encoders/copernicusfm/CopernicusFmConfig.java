package org.eobench.encoders.copernicusfm;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.VitShape;
import org.jspecify.annotations.Nullable;

/**
 * Config of the Copernicus-FM encoder.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer; kernels are resized to any patch size
 * @param tableSize side in pixels of the images of the position table, in patches of {@code
 *     kernel_size}; it is interpolated for other grids
 * @param kernelSize side of the kernels that the checkpoint generates
 * @param wvPlanes width of the codes of bands
 * @param variable name of the variable that the single input band holds, such as {@code Copernicus
 *     Digital Elevation Model}; null for bands with wavelengths
 * @param languageCodes file with a code for each variable's name
 * @param languageWidth width of those codes
 * @param waveList wavelength in micrometres by modality and band name; other bands use the
 *     wavelength of the data set
 * @param bandwidthList bandwidth in micrometres by modality and band name
 * @param metadata the facts about an image that are used if they are known
 * @param unknownMetadata which samples of a batch get the code of an unknown fact
 */
public record CopernicusFmConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    @Range(min = 1) int tableSize,
    @Range(min = 1) int kernelSize,
    @Range(min = 4) int wvPlanes,
    @Nullable String variable,
    @Nullable String languageCodes,
    @Range(min = 1) int languageWidth,
    @Range(above = 0) Map<String, Map<String, Double>> waveList,
    @Range(above = 0) Map<String, Map<String, Double>> bandwidthList,
    List<Fact> metadata,
    UnknownFacts unknownMetadata)
    implements EncoderConfig {
  /** The patch convolution pads by one pixel, which requires at least this patch size. */
  private static final int SMALLEST_PATCH = 3;

  public CopernicusFmConfig {
    waveList = Map.copyOf(waveList);
    bandwidthList = Map.copyOf(bandwidthList);
    metadata = List.copyOf(metadata);
    require(
        shape.patchSize() >= SMALLEST_PATCH,
        String.format(
            Locale.ROOT, "patch_size=%d must be at least %d", shape.patchSize(), SMALLEST_PATCH));
    require(
        wvPlanes % 4 == 0,
        String.format(Locale.ROOT, "wv_planes=%d must be a multiple of 4", wvPlanes));
    require(
        tableSize % kernelSize == 0,
        String.format(
            Locale.ROOT,
            "table_size=%d must be a multiple of kernel_size=%d",
            tableSize,
            kernelSize));
    if (variable != null) {
      List<String> bands = keys.bandNames();
      require(
          bands.size() == 1,
          String.format(
              Locale.ROOT,
              "variable=%s needs exactly one band in input_bands, which lists %s",
              variable,
              bands));
      require(
          languageCodes != null,
          String.format(
              Locale.ROOT, "variable=%s needs language_codes, the file of its code", variable));
    }
  }

  @Override
  public CopernicusFmConfig withBands(Map<String, List<String>> bands) {
    return new CopernicusFmConfig(
        keys.withBands(bands),
        shape,
        tableSize,
        kernelSize,
        wvPlanes,
        variable,
        languageCodes,
        languageWidth,
        waveList,
        bandwidthList,
        metadata,
        unknownMetadata);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Side of the position table in patches. */
  int tableGrid() {
    return tableSize / kernelSize;
  }
}
