package org.eobench.encoders.dofa;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.PositionTable;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the DOFA encoder; it takes any band whose wavelength is known.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param wvPlanes width of the wavelength code
 * @param waveList wavelength in micrometres by modality and band name; a band that is not in it
 *     takes the one its data set gives
 * @param positionTable what to do where the checkpoint's position table does not fit
 */
public record DofaConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int wvPlanes,
    @Range(above = 0) Map<String, Map<String, Double>> waveList,
    PositionTable positionTable)
    implements EncoderConfig {
  /** The patch convolution pads by one pixel, which smaller patches cannot take. */
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
}
