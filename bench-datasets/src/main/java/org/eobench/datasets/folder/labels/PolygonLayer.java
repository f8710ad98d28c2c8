package org.eobench.datasets.folder.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.vector.CoveredPixels;
import org.eobench.datasets.vector.Feature;
import org.eobench.datasets.vector.GridGeometry;
import org.eobench.datasets.vector.VectorFile;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.index.strtree.STRtree;

/** The polygons of one file as classes, in the coordinate systems of images. */
final class PolygonLayer {
  /** Coordinates that are columns and rows. */
  private static final GeoTransform PIXELS = new GeoTransform(1, 0, 0, 0, 1, 0);

  private static final int IN_PIXELS = 0;

  private final VectorFile file;
  private final @Nullable Crs crs;
  private final List<String> names;
  private final Map<Integer, STRtree> bySystem = new ConcurrentHashMap<>();

  private record Shape(int order, Geometry geometry) {
    Shape moved(double east) {
      return east == 0
          ? this
          : new Shape(order, AffineTransformation.translationInstance(east, 0).transform(geometry));
    }
  }

  /**
   * @param crs null if coordinates are pixels
   * @param names name of each feature, whose class is asked for when it is drawn
   */
  private PolygonLayer(VectorFile file, @Nullable Crs crs, List<String> names) {
    this.file = file;
    this.crs = crs;
    this.names = names;
  }

  /**
   * Reads a file.
   *
   * @throws BenchException if it cannot be read, has no coordinate system, or a feature lacks the
   *     attribute
   */
  static PolygonLayer read(Path path, PolygonsConfig config) {
    VectorFile file = VectorFile.read(path, config.layer());
    Crs given = config.system();
    Crs crs = config.inPixels() ? null : given == null ? file.crs() : given;
    if (crs == null && !config.inPixels()) {
      throw fault(
          path.toString(),
          "the file does not say in which coordinate system the polygons are",
          "an EPSG code",
          "set it, for example `+dataset.polygons.crs=EPSG:4326`, or"
              + " `+dataset.polygons.crs=pixels`");
    }
    if (crs != null) {
      requireDegrees(file, crs);
    }
    List<String> names = new ArrayList<>();
    for (Feature feature : file.features()) {
      names.add(config.inside() != null ? config.inside() : attribute(feature, config));
    }
    return new PolygonLayer(file, crs, names);
  }

  private static String attribute(Feature feature, PolygonsConfig config) {
    String key = String.valueOf(config.attribute());
    String value = feature.attributes().get(key);
    if (value == null) {
      throw fault(
          feature.place(),
          "the polygon has no attribute '" + key + "'",
          Suggest.sentence(key, feature.attributes().keySet()),
          "correct dataset.polygons.attribute, or remove the polygon");
    }
    return value;
  }

  private static void requireDegrees(VectorFile file, Crs crs) {
    for (Feature feature : file.features()) {
      Envelope box = feature.geometry().getEnvelopeInternal();
      boolean inside =
          box.isNull()
              || (box.getMinX() >= -180.001
                  && box.getMaxX() <= 360.001
                  && box.getMinY() >= -90.001
                  && box.getMaxY() <= 90.001);
      if (!crs.projected() && !inside) {
        throw fault(
            feature.place(),
            "the coordinates are no longitudes and latitudes, such as "
                + box.getMinX()
                + ", "
                + box.getMinY(),
            "degrees, because "
                + (file.path().toString().endsWith("json")
                    ? "GeoJSON is in WGS 84 unless it says otherwise"
                    : "the file is in EPSG:" + crs.epsg()),
            "set the coordinate system, for example `+dataset.polygons.crs=EPSG:32633`");
      }
    }
  }

  List<String> names() {
    return names;
  }

  Feature feature(int index) {
    return file.features().get(index);
  }

  /**
   * Draws the polygons on a window of an image, in their order.
   *
   * @param meanings receives the class of each covered pixel
   * @param classes class of each feature
   */
  void draw(
      int[] meanings, int[] classes, Window window, Grid grid, String image, boolean allTouched) {
    GeoTransform transform = transform(grid, image);
    for (Shape shape : on(window, grid, image)) {
      int meaning = classes[shape.order()];
      new CoveredPixels(
              window,
              allTouched,
              (row, from, to) ->
                  Arrays.fill(
                      meanings, row * window.width() + from, row * window.width() + to, meaning))
          .of(GridGeometry.pixels(shape.geometry(), transform));
    }
  }

  /** Whether the box of a polygon meets the box of an image. */
  boolean isOn(Grid grid, String image) {
    return !on(grid.all(), grid, image).isEmpty();
  }

  private GeoTransform transform(Grid grid, String image) {
    GeoTransform transform = crs == null ? PIXELS : grid.transform();
    if (transform == null) {
      throw new IllegalArgumentException(image); // requireSystem refuses it before.
    }
    return transform;
  }

  /** The polygons whose boxes meet a window, in file order. */
  private List<Shape> on(Window window, Grid grid, String image) {
    Crs own = crs;
    Crs system = own == null ? null : GridGeometry.requireSystem(grid, image, file, own);
    STRtree tree =
        bySystem.computeIfAbsent(
            system == null ? IN_PIXELS : system.epsg(), epsg -> tree(own, system));
    GeoTransform transform = transform(grid, image);
    Envelope box = new Envelope();
    for (int corner = 0; corner < 4; corner++) {
      GeoTransform at =
          transform.shifted(
              window.row() + (corner / 2) * window.height(),
              window.col() + (corner % 2) * window.width());
      box.expandToInclude(at.c(), at.f());
    }
    List<Shape> found = new ArrayList<>();
    double[] turns = system == null ? new double[] {0} : GridGeometry.turns(system);
    for (double turn : turns) {
      Envelope at = new Envelope(box);
      at.translate(-turn, 0);
      for (Object shape : tree.query(at)) {
        found.add(((Shape) shape).moved(turn));
      }
    }
    found.sort(Comparator.comparingInt(Shape::order));
    return found;
  }

  private STRtree tree(@Nullable Crs from, @Nullable Crs to) {
    STRtree tree = new STRtree();
    for (int i = 0; i < file.features().size(); i++) {
      Geometry given = file.features().get(i).geometry();
      Geometry geometry =
          from == null || to == null ? given : GridGeometry.convert(given, from, to);
      if (!geometry.isEmpty()) {
        tree.insert(geometry.getEnvelopeInternal(), new Shape(i, geometry));
      }
    }
    tree.build();
    return tree;
  }

  private static BenchException fault(String place, String what, String expected, String next) {
    return new BenchException(
        ExitCode.DATA, Problem.of("Polygons", what).at(place).expecting(expected).next(next));
  }
}
