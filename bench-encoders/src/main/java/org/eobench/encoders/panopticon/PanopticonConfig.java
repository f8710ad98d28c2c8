package org.eobench.encoders.panopticon;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.vit.GridInterpolation;

/**
 * Config of the Panopticon encoder, which takes any bands with known wavelengths and radar
 * channels.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param positionGrid side of the position table in patches
 * @param attnDim width of the channels' tokens
 * @param chnHeads heads of the attention over channels
 * @param initValues initial layer scale without a checkpoint
 * @param interpolateOffset term added to the grid before the position table is interpolated
 * @param waveList wavelength in micrometres by modality and band name; other bands use the
 *     wavelength of the data set
 * @param sarIds number of each radar band: -1 VV, -2 VH, -3 HH, -4 HV for any orbit, -5 to -8 the
 *     same for ascending and -9 to -12 for descending orbits
 * @param finalNorm the maps to which the final norm is applied
 */
public record PanopticonConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    @Range(min = 1) int positionGrid,
    @Range(min = 4) int attnDim,
    @Range(min = 1) int chnHeads,
    @Range(min = 0) double initValues,
    @Range(min = 0) double interpolateOffset,
    @Range(above = 0) Map<String, Map<String, Double>> waveList,
    @Range(min = -12, max = -1) Map<String, Integer> sarIds,
    FinalNorm finalNorm)
    implements EncoderConfig {

  public PanopticonConfig {
    waveList = Map.copyOf(waveList);
    sarIds = Map.copyOf(sarIds);
    if (attnDim % 2 != 0 || attnDim % chnHeads != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "attn_dim=%d must be even and a multiple of chn_heads=%d",
              attnDim,
              chnHeads));
    }
  }

  @Override
  public PanopticonConfig withBands(Map<String, List<String>> bands) {
    return new PanopticonConfig(
        keys.withBands(bands),
        shape,
        positionGrid,
        attnDim,
        chnHeads,
        initValues,
        interpolateOffset,
        waveList,
        sarIds,
        finalNorm);
  }

  GridInterpolation interpolation() {
    return new GridInterpolation(interpolateOffset, false);
  }
}
