package org.eobench.encoders.dofa;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.PositionTable;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the DOFA encoder, which takes any bands with known wavelengths.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param wvPlanes width of the wavelength code
 * @param waveList wavelength in micrometres by modality and band name; other bands use the
 *     wavelength of the data set
 * @param positionTable the table to use if the checkpoint's position table does not match
 */
public record DofaConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int wvPlanes,
    @Range(above = 0) Map<String, Map<String, Double>> waveList,
    PositionTable positionTable)
    implements EncoderConfig {
  /** The patch convolution pads by one pixel, which requires at least this patch size. */
  private static final int SMALLEST_PATCH = 3;

  public DofaConfig {
    waveList = Collections.unmodifiableMap(new LinkedHashMap<>(waveList));
    if (shape.patchSize() < SMALLEST_PATCH) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "patch_size=%d must be at least %d", shape.patchSize(), SMALLEST_PATCH));
    }
    if (wvPlanes < 1 || wvPlanes % 4 != 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "wv_planes=%d must be a multiple of 4", wvPlanes));
    }
  }

  @Override
  public DofaConfig withBands(Map<String, List<String>> bands) {
    return new DofaConfig(keys.withBands(bands), shape, wvPlanes, waveList, positionTable);
  }
}
