package org.eobench.datasets.raster;

import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.OwnProjection;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;
import org.jspecify.annotations.Nullable;

/** The rectangle of the map that a chip covers, in any coordinate system that its file names. */
final class ChipFootprint {
  private ChipFootprint() {}

  /**
   * @param part the chip within the file
   * @param crs coordinate system of the file, or one to assume; null if unknown
   * @return null if the file has no georeference or the numbers are not finite
   */
  static @Nullable Footprint of(Grid info, Window part, @Nullable Crs crs) {
    GeoTransform t = info.transform();
    OwnProjection own = info.projection();
    if (t == null || (crs == null && own == null)) {
      return null;
    }
    double[] x = new double[4];
    double[] y = new double[4];
    for (int corner = 0; corner < 4; corner++) {
      GeoTransform at =
          t.shifted(
              part.row() + corner / 2 * part.height(), part.col() + corner % 2 * part.width());
      x[corner] = at.c();
      y[corner] = at.f();
    }
    DoubleSummaryStatistics columns = DoubleStream.of(x).summaryStatistics();
    DoubleSummaryStatistics rows = DoubleStream.of(y).summaryStatistics();
    double west = columns.getMin();
    double east = columns.getMax();
    double south = rows.getMin();
    double north = rows.getMax();
    double size = (east - west) * (north - south);
    if (!Double.isFinite(size) || size <= 0) {
      return null;
    }
    boolean degrees = crs != null && !crs.projected();
    if (degrees && (Math.max(-south, north) > 90 || Math.max(-west, east) > 360)) {
      return null;
    }
    String system = crs == null ? String.valueOf(own) : "EPSG:" + crs.epsg();
    return new Footprint(system, degrees, west, south, east, north);
  }
}
