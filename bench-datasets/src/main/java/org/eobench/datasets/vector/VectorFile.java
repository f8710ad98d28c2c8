package org.eobench.datasets.vector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;
import org.eobench.core.io.FileKind;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/**
 * The features of a GeoJSON, GeoPackage, GeoParquet or xBD file, in file order.
 *
 * @param path the file
 * @param features features with polygons or points
 * @param crs their coordinate system, or null if the file names none that is known
 */
public record VectorFile(Path path, List<Feature> features, @Nullable Crs crs) {
  public VectorFile {
    features = List.copyOf(features);
  }

  /**
   * Reads a file; the content decides the format.
   *
   * @param layer table of a GeoPackage, or list of an xBD file; null for the only one
   * @throws BenchException if the file is missing, damaged or of another format
   */
  public static VectorFile read(Path path, @Nullable String layer) {
    if (!Files.isRegularFile(path)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingFile", "there is no file with polygons")
              .at(path.toString())
              .expecting("a GeoJSON, GeoPackage or GeoParquet file")
              .next("correct the path, which is relative to dataset.root_path"));
    }
    FileKind kind = FileKind.of(path);
    if (kind == FileKind.SQLITE) {
      return GeoPackageFile.read(path, layer);
    }
    if (kind == FileKind.JSON) {
      return GeoJsonFile.read(path, layer);
    }
    if (kind == FileKind.PARQUET) {
      requireNoLayer(path, layer, "a GeoParquet file");
      return GeoParquetFile.read(path);
    }
    String name = path.toString().toLowerCase(Locale.ROOT);
    String what = kind != null ? kind.title() : name.endsWith(".shp") ? "a shapefile" : "unknown";
    throw fault(
        path,
        "the format of the file with polygons is not supported: it is " + what,
        "GeoJSON, GeoPackage or GeoParquet",
        "convert it: " + conversion(path, ""));
  }

  static void requireNoLayer(Path path, @Nullable String layer, String kind) {
    if (layer != null) {
      throw fault(path, kind + " has no layers", "no key layer", "remove the key layer");
    }
  }

  /**
   * A command that writes the file as a GeoPackage.
   *
   * @param options further options of ogr2ogr, with a space at the end, or nothing
   */
  static String conversion(Path path, String options) {
    return "`ogr2ogr " + options + "-f GPKG out.gpkg " + ShellWord.of(path.toString()) + "`";
  }

  static BenchException fault(Path path, String what, String expected, String next) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("VectorFile", what).at(path.toString()).expecting(expected).next(next));
  }

  /**
   * Reads a geometry.
   *
   * @param bytes well-known binary (WKB)
   * @throws ParseException if it is damaged, or collections are nested without end
   */
  static Geometry geometry(byte[] bytes) throws ParseException {
    try {
      return new WKBReader().read(bytes);
    } catch (RuntimeException | StackOverflowError damaged) {
      String reason = damaged.getMessage();
      throw new ParseException(reason == null ? damaged.getClass().getSimpleName() : reason);
    }
  }

  /** The error of a feature whose geometry is damaged. */
  static BenchException damaged(Path path, String place, String form, ParseException wrong) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("VectorFile", "the geometry is damaged: " + wrong.getMessage())
            .at(place)
            .expecting(form)
            .next("write the file again: " + conversion(path, "-makevalid ")),
        wrong);
  }

  /**
   * Checks that a geometry consists of polygons and points.
   *
   * @param place file and number of the feature
   */
  static Geometry requireShape(Path path, String place, Geometry geometry) {
    boolean known =
        geometry instanceof Polygon
            || geometry instanceof Point
            || geometry instanceof GeometryCollection;
    if (!known) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("VectorFile", "the geometry is a " + geometry.getGeometryType())
              .at(place)
              .expecting("polygons or points")
              .next(
                  "buffer lines to polygons, or leave them out: "
                      + conversion(path, "-where \"OGR_GEOMETRY LIKE '%POLYGON%'\" ")));
    }
    if (geometry instanceof GeometryCollection collection) {
      for (int i = 0; i < collection.getNumGeometries(); i++) {
        requireShape(path, place, collection.getGeometryN(i));
      }
    }
    return geometry;
  }
}
