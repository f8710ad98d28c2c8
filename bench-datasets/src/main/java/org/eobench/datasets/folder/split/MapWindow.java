package org.eobench.datasets.folder.split;

import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;
import org.locationtech.jts.geom.Envelope;

/**
 * A window of an image, and its place on the map.
 *
 * @param image name of the image
 * @param window the window
 * @param grid grid of the image
 */
public record MapWindow(String image, Window window, Grid grid) {

  /**
   * The box in map coordinates.
   *
   * @throws BenchException if the image has no georeference
   */
  Envelope box() {
    GeoTransform transform = grid.transform();
    if (transform == null) {
      throw unplaced();
    }
    Envelope box = new Envelope();
    for (int corner = 0; corner < 4; corner++) {
      GeoTransform at =
          transform.shifted(
              window.row() + corner / 2 * window.height(),
              window.col() + corner % 2 * window.width());
      box.expandToInclude(at.c(), at.f());
    }
    return box;
  }

  /**
   * The coordinate system of the box.
   *
   * @throws BenchException if the image has none with an EPSG code
   */
  Crs system() {
    Crs crs = grid.crs();
    if (crs == null) {
      throw unplaced();
    }
    return crs;
  }

  private BenchException unplaced() {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("NoGeoreference", "image " + image + " has no place on the map")
            .at("dataset.split.by")
            .expecting("a GeoTIFF with a georeference and an EPSG code")
            .next("choose `dataset.split.by=ratio`, or list, group or kfold"));
  }
}
