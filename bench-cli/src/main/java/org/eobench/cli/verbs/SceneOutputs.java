package org.eobench.cli.verbs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.OutputFile;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.run.quicklook.QuickLook;
import org.eobench.core.run.scene.SceneGrid;
import org.eobench.datasets.vector.polygons.ClassPolygons;
import org.eobench.datasets.vector.polygons.PolygonOptions;
import org.eobench.datasets.vector.polygons.PolygonReport;
import org.jspecify.annotations.Nullable;

/**
 * What else is written of the predicted map of a scene: polygons and a picture.
 *
 * @param polygons file of the polygons, or null for none
 * @param leastPixels smaller polygons are left out
 * @param tolerance how far simplified borders may be from the pixels', in pixels
 * @param picture file of the picture, or null for none
 */
record SceneOutputs(
    @Nullable Path polygons, long leastPixels, double tolerance, @Nullable Path picture) {
  private static final String POLYGONS = "polygons";
  private static final String LEAST = "min-pixels";
  private static final String SIMPLIFY = "simplify";
  private static final String QUICKLOOK = "quicklook";

  /** Flags with a value. */
  static final List<String> FLAGS = List.of(POLYGONS, LEAST, SIMPLIFY, QUICKLOOK);

  /** The lines of the help text. */
  static final String HELP =
      """
        --polygons FILE       of one scene, the borders of classes as .gpkg (GeoPackage) or .geojson
        --min-pixels N        leave out polygons of fewer pixels (default 1: none)
        --simplify P          simplify borders within P pixels (default: as the pixels are)
        --quicklook FILE      of one scene, a PNG of the map with a legend
      """;

  /**
   * Reads the flags, before anything is computed.
   *
   * @throws BenchException if a value is wrong, a file exists and {@code --force} is not given, or
   *     a flag has no effect
   */
  static SceneOutputs of(Flags flags) {
    String vector = flags.value(POLYGONS);
    String png = flags.value(QUICKLOOK);
    boolean replace = flags.has(OutputFile.FORCE);
    Path polygons = vector == null ? null : OutputFile.of(vector, replace);
    if (polygons != null) {
      ClassPolygons.requireFormat(polygons);
    } else {
      requirePolygonsFor(flags, LEAST);
      requirePolygonsFor(flags, SIMPLIFY);
    }
    Path picture = png == null ? null : OutputFile.of(png, replace);
    if (png != null && !png.toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "the picture is a PNG, and its name says otherwise")
              .at("--" + QUICKLOOK + " " + png)
              .expecting("a name that ends in .png"));
    }
    double tolerance = flags.has(SIMPLIFY) ? flags.number(SIMPLIFY, 1) : 0;
    return new SceneOutputs(polygons, flags.whole(LEAST, 1), tolerance, picture);
  }

  private static void requirePolygonsFor(Flags flags, String flag) {
    if (flags.has(flag)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "--" + flag + " has no effect without --" + POLYGONS)
              .at("--" + flag)
              .next("add `--" + POLYGONS + " FILE.gpkg`, or remove --" + flag));
    }
  }

  /** Whether anything is to be written. */
  boolean isAny() {
    return polygons != null || picture != null;
  }

  /**
   * Refuses, before a scene is predicted, what cannot be written of it.
   *
   * @param grid the pixels of the scene
   * @param map where the map will be, for messages
   * @throws BenchException if polygons in GeoJSON are asked for and the coordinate system is not
   *     converted to degrees
   */
  void requireFor(SceneGrid grid, Path map) {
    if (polygons != null) {
      ClassPolygons.requireSystem(polygons, grid.transform() == null ? null : grid.crs(), map);
    }
  }

  /**
   * Writes what is asked for of a map of classes.
   *
   * @param map GeoTIFF of the classes
   * @param confidence GeoTIFF of their confidence, which polygons get the mean of, or null
   * @param names of the classes from 0
   * @param told takes lines for the user
   */
  void ofClasses(Path map, @Nullable Path confidence, List<String> names, Consumer<String> told) {
    if (polygons != null) {
      PolygonReport report =
          ClassPolygons.write(
              map, names, polygons, new PolygonOptions(leastPixels, tolerance, confidence));
      report.remarks().forEach(told);
      told.accept(
          String.format(
              Locale.ROOT,
              "polygons in %s: %d, with %d pixels",
              polygons,
              report.polygons(),
              report.pixels()));
    }
    if (picture != null) {
      QuickLook.classes(map, names, picture).forEach(told);
      told.accept("the picture is " + picture);
    }
  }

  /**
   * Writes what is asked for of a map of values.
   *
   * @param map GeoTIFF of the values
   * @param title what they are, with their unit
   * @param told takes lines for the user
   * @throws BenchException if polygons are asked for, which only classes have
   */
  void ofValues(Path map, String title, Consumer<String> told) {
    requireNoPolygons();
    if (picture != null) {
      QuickLook.values(map, title, picture).forEach(told);
      told.accept("the picture is " + picture);
    }
  }

  /** Refuses polygons of a run that predicts no classes. */
  void requireNoPolygons() {
    if (polygons != null) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("NoClasses", "the run predicts values, and polygons are of classes")
              .at("--" + POLYGONS)
              .next("remove --" + POLYGONS));
    }
  }
}
