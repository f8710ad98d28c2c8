package org.eobench.datasets.folder.labels;

import org.eobench.core.config.bind.Default;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;

/**
 * The key {@code polygons}: labels from a GeoJSON, GeoPackage, GeoParquet or xBD file. Polygons are
 * drawn in file order, so that a later one covers an earlier one.
 *
 * @param file file relative to {@code root_path}; with placeholders, one file for each sample
 * @param layer table of a GeoPackage with several; {@code xy} or {@code lng_lat} of an xBD file
 * @param attribute attribute whose values are the classes, or are mapped to classes by {@code
 *     labels}
 * @param inside class of all polygons, in place of an attribute
 * @param outside class of pixels outside all polygons, or {@code ignore}
 * @param allTouched whether a pixel that an edge crosses belongs to a polygon even if its centre
 *     does not, as with gdal_rasterize -at
 * @param crs coordinate system of a file that names none, or a wrong one: {@code EPSG:32633}; or
 *     {@code pixels} if coordinates are columns and rows from the upper left corner of the image
 */
public record PolygonsConfig(
    String file,
    @Nullable String layer,
    @Nullable String attribute,
    @Nullable String inside,
    @Default("ignore") String outside,
    @Default("false") boolean allTouched,
    @Nullable String crs) {

  private static final String PIXELS = "pixels";

  public PolygonsConfig {
    if ((attribute == null) == (inside == null)) {
      throw new IllegalArgumentException(
          "polygons must have either attribute, whose values are the classes, or inside, the class"
              + " of all polygons");
    }
    if (crs != null && !crs.matches("(?i)EPSG:\\d{4,6}|" + PIXELS)) {
      throw new IllegalArgumentException(
          "crs=" + crs + " must be an EPSG code, such as EPSG:4326 or EPSG:32633, or pixels");
    }
  }

  /** The coordinate system that replaces that of the file, or null. */
  @Nullable Crs system() {
    return crs == null || inPixels() ? null : Crs.of(Integer.parseInt(crs.substring(5)));
  }

  /** Whether coordinates are columns and rows of the image. */
  boolean inPixels() {
    return PIXELS.equals(crs);
  }
}
