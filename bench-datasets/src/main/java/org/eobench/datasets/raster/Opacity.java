package org.eobench.datasets.raster;

import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.MaskKind;
import org.eobench.core.io.geotiff.Window;

/**
 * The band of opacity (alpha) of a file, which hides pixels where it is 0. It is one only where the
 * file has it beyond the bands that the data set names: GDAL calls the fourth of four bands of
 * bytes so, whatever it holds.
 */
final class Opacity {
  private Opacity() {}

  /** Bands that hold data when {@code named} of them are expected. */
  static int dataBands(GeoTiffInfo info, int named) {
    return info.opacity() && info.bands() == named + 1 ? named : info.bands();
  }

  /**
   * Sets values to NaN where the opacity is 0; as in GDAL, a mask and nodata go before it.
   *
   * @param values {@code [bands,height,width]} of the window
   * @param named number of bands that the data set names
   */
  static void hide(GeoTiffReader reader, float[] values, int named, Window window) {
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
