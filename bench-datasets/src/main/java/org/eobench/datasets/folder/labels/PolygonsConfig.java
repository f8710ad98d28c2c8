package org.eobench.datasets.folder.labels;

import org.eobench.core.config.bind.Default;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;

/**
 * The key {@code polygons}: labels from a GeoJSON, GeoPackage or GeoParquet file. Polygons are
 * drawn in file order, so that a later one covers an earlier one.
 *
 * @param file file relative to {@code root_path}; with placeholders, one file for each sample
 * @param layer table of a GeoPackage with several
 * @param attribute attribute whose values are the classes, or are mapped to classes by {@code
 *     labels}
 * @param inside class of all polygons, in place of an attribute
 * @param outside class of pixels outside all polygons, or {@code ignore}
 * @param allTouched whether a pixel that an edge crosses belongs to a polygon even if its centre
 *     does not, as with gdal_rasterize -at
 * @param crs coordinate system of a file that names none, or a wrong one: {@code EPSG:32633}
 */
public record PolygonsConfig(
    String file,
    @Nullable String layer,
    @Nullable String attribute,
    @Nullable String inside,
    @Default("ignore") String outside,
    @Default("false") boolean allTouched,
    @Nullable String crs) {

  public PolygonsConfig {
    if ((attribute == null) == (inside == null)) {
      throw new IllegalArgumentException(
          "polygons must have either attribute, whose values are the classes, or inside, the class"
              + " of all polygons");
    }
    if (crs != null && !crs.matches("(?i)EPSG:\\d{4,6}")) {
      throw new IllegalArgumentException(
          "crs=" + crs + " must be an EPSG code, such as EPSG:4326 or EPSG:32633");
    }
  }

  /** The coordinate system that replaces that of the file, or null. */
  @Nullable Crs system() {
    return crs == null ? null : Crs.of(Integer.parseInt(crs.substring(5)));
  }
}
