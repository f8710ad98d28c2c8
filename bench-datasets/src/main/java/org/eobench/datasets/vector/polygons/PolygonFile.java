package org.eobench.datasets.vector.polygons;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;

/** A format of files of polygons. */
interface PolygonFile {
  /**
   * What a file contains.
   *
   * @param layer name of the layer
   * @param crs coordinate system of the polygons, or null if it is not known
   * @param pixel side of a pixel in units of the map
   */
  record Content(String layer, @Nullable Crs crs, double pixel) {}

  /** Gives the polygons, one after another. */
  @FunctionalInterface
  interface Polygons {
    void into(Consumer<ClassPolygon> file);
  }

  /**
   * Refuses a coordinate system that the format cannot have.
   *
   * @param place the map, for messages
   */
  void require(@Nullable Crs crs, Path place);

  /** Writes a file, completely or not at all. */
  void write(Path path, Content content, Polygons polygons);

  /**
   * The format that the end of a name says.
   *
   * @throws BenchException {@code VectorFormat}
   */
  static PolygonFile of(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".gpkg")) {
      return new GeoPackagePolygons();
    }
    if (name.endsWith(".geojson")) {
      return new GeoJsonPolygons();
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of("VectorFormat", "the name of the file does not say its format")
            .at(path.toString())
            .expecting("a name that ends in .gpkg (GeoPackage) or .geojson")
            .next("write " + path + ".gpkg"));
  }
}
