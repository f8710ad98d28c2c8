package org.eobench.datasets.raster.formats;

import java.util.List;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.SampleType;
import org.jspecify.annotations.Nullable;

/**
 * What a raster says about itself.
 *
 * @param place file, and the array within it if there are several, for messages
 * @param grid size and georeference
 * @param bands number of bands, including an alpha band
 * @param opacity whether the last band is declared as alpha; it counts as such only if the raster
 *     has it in addition to the expected bands
 * @param frames number of dates; 1 for a format without a time axis
 * @param type type of the stored numbers
 * @param nodata stored number that marks missing data, or null
 * @param scales scale and offset of each band; empty if the file has none
 */
public record RasterHeader(
    String place,
    Grid grid,
    int bands,
    boolean opacity,
    int frames,
    SampleType type,
    @Nullable Double nodata,
    List<BandScale> scales) {

  public RasterHeader {
    scales = List.copyOf(scales);
  }

  /** The number of bands with data if {@code named} bands are expected. */
  public int dataBands(int named) {
    return opacity && bands == named + 1 ? named : bands;
  }

  /** Scale and offset of a band; those of the last band for an alpha band behind it. */
  public BandScale scale(int band) {
    return scales.isEmpty() ? BandScale.NONE : scales.get(Math.min(band, scales.size() - 1));
  }

  /** Whether a stored number equals the nodata value, compared in the type of the raster. */
  public boolean isNodata(double stored) {
    return nodata != null && type.isSame(stored, nodata);
  }
}
