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
 * A window of an image on the map.
 *
 * @param box in map coordinates
 * @param epsg coordinate system
 */
public record MapWindow(Envelope box, int epsg) {

  /**
   * The place of a window.
   *
   * @param image name of the image, for messages
   * @throws BenchException if the image has no georeference
   */
  public static MapWindow of(Window window, Grid grid, String image) {
    GeoTransform transform = grid.transform();
    Crs crs = grid.crs();
    if (transform == null || crs == null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoGeoreference", "image " + image + " has no place on the map")
              .at("dataset.split.by")
              .expecting("a GeoTIFF with a georeference and an EPSG code")
              .next("choose `dataset.split.by=ratio`, or list, group or kfold"));
    }
    Envelope box = new Envelope();
    for (int corner = 0; corner < 4; corner++) {
      GeoTransform at =
          transform.shifted(
              window.row() + corner / 2 * window.height(),
              window.col() + corner % 2 * window.width());
      box.expandToInclude(at.c(), at.f());
    }
    return new MapWindow(box, crs.epsg());
  }
}
