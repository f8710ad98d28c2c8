package org.eobench.datasets.raster.formats;

import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.MaskKind;
import org.eobench.core.io.geotiff.Window;

/**
 * The alpha band of a file, which hides pixels where it is 0. A band counts as alpha only if the
 * file has it in addition to the bands in the data set's config: GDAL declares the fourth of four
 * byte bands as alpha, whatever it contains.
 */
public final class Opacity {
  private Opacity() {}

  /** The number of data bands if {@code named} bands are expected. */
  public static int dataBands(GeoTiffInfo info, int named) {
    return info.opacity() && info.bands() == named + 1 ? named : info.bands();
  }

  /**
   * Sets values to NaN where alpha is 0; as in GDAL, a mask and a nodata value take precedence.
   *
   * @param values {@code [bands,height,width]} of the window
   * @param named number of bands in the data set's config
   */
  public static void hide(GeoTiffReader reader, float[] values, int named, Window window) {
    GeoTiffInfo info = reader.info();
    boolean decides =
        dataBands(info, named) < info.bands()
            && info.nodata() == null
            && reader.maskKind() != MaskKind.INTERNAL
            && reader.maskKind() != MaskKind.FILE;
    if (!decides) {
      return;
    }
    float[] opacity = reader.read(new int[] {info.bands() - 1}, window);
    for (int i = 0; i < values.length; i++) {
      if (opacity[i % opacity.length] == 0) {
        values[i] = Float.NaN;
      }
    }
  }
}
