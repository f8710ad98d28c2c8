package org.eobench.datasets.vector.polygons;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.WebMercator;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * Writes the polygons of a map of classes: pixels of a class that are connected by their sides
 * become a polygon with holes. The map is read in rows of tiles; of the polygons, only those that
 * the current row touches are in memory. Pixels without data belong to no polygon.
 */
public final class ClassPolygons {
  /** Coordinates of a map without georeference: columns to the right, rows down. */
  private static final GeoTransform PIXELS = new GeoTransform(1, 0, 0, 0, -1, 0);

  private static final String LAYER = "classes";

  private final GeoTiffReader map;
  private final @Nullable GeoTiffReader confidence;
  private final List<String> names;
  private final PolygonOptions options;
  private final GeoTiffInfo info;
  private final GeoTransform transform;
  private final double pixelArea;
  private long polygons;
  private long pixels;
  private long leftOut;
  private long pixelsLeftOut;

  private ClassPolygons(
      GeoTiffReader map,
      @Nullable GeoTiffReader confidence,
      List<String> names,
      PolygonOptions options) {
    this.map = map;
    this.confidence = confidence;
    this.names = names;
    this.options = options;
    this.info = map.info();
    this.transform = Objects.requireNonNullElse(info.transform(), PIXELS);
    Crs crs = info.crs();
    boolean metres = crs != null && crs.projected() && !WebMercator.is(crs);
    this.pixelArea =
        metres && info.transform() != null ? Math.abs(determinant(transform)) : Double.NaN;
  }

  private static double determinant(GeoTransform t) {
    return t.a() * t.e() - t.b() * t.d();
  }

  /**
   * Refuses a file of a format that is not written.
   *
   * @throws BenchException {@code VectorFormat}
   */
  public static void requireFormat(Path target) {
    PolygonFile.of(target);
  }

  /**
   * Refuses a format that cannot have a coordinate system, before the map is there.
   *
   * @param crs that of the map, or null if it is not known
   * @param place the map, for messages
   * @throws BenchException {@code NoGeoJson}
   */
  public static void requireSystem(Path target, @Nullable Crs crs, Path place) {
    PolygonFile.of(target).require(crs, place);
  }

  /**
   * Writes a file.
   *
   * @param map GeoTIFF with one band of integers of at most 16 bits
   * @param names of the classes from 0; others are called by their number
   * @param target file that ends in .gpkg (GeoPackage) or .geojson
   * @throws BenchException if the map is no map of classes, the confidence has another size, or the
   *     format cannot have the coordinate system of the map
   */
  public static PolygonReport write(
      Path map, List<String> names, Path target, PolygonOptions options) {
    PolygonFile format = PolygonFile.of(target);
    Path second = options.confidence();
    try (GeoTiffReader reader = GeoTiffReader.open(map);
        GeoTiffReader confidence = second == null ? null : GeoTiffReader.open(second)) {
      reader.info().requireClasses(map);
      if (second != null && confidence != null) {
        requireSameSize(second, confidence.info(), reader.info());
      }
      format.require(reader.info().transform() == null ? null : reader.info().crs(), map);
      return new ClassPolygons(reader, confidence, names, options).write(format, target);
    }
  }

  private static void requireSameSize(Path place, GeoTiffInfo second, GeoTiffInfo map) {
    if (second.height() != map.height() || second.width() != map.width()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "OtherSize",
                  String.format(
                      Locale.ROOT,
                      "the confidence has %d x %d pixels",
                      second.height(),
                      second.width()))
              .at(place.toString())
              .expecting(
                  String.format(
                      Locale.ROOT, "the %d x %d of the classes", map.height(), map.width())));
    }
  }

  private PolygonReport write(PolygonFile format, Path target) {
    Crs crs = info.transform() == null ? null : info.crs();
    double side = Math.sqrt(Math.abs(determinant(transform)));
    format.write(target, new PolygonFile.Content(LAYER, crs, side), this::trace);
    return new PolygonReport(polygons, pixels, leftOut, pixelsLeftOut, remarks());
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    Crs crs = info.crs();
    if (info.transform() == null) {
      remarks.add(
          "the map has no georeference: coordinates of polygons are columns, and rows below 0");
    } else if (crs == null) {
      remarks.add("the map has no EPSG code, so the polygons have no coordinate system");
    }
    if (Double.isNaN(pixelArea)) {
      remarks.add(
          "polygons have no area in square metres: "
              + (crs == null ? "the map's system is not known" : "EPSG:" + crs.epsg() + " has none")
              + "; they have their number of pixels");
    }
    if (leftOut > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "polygons of fewer than %d pixels were left out: %d, with %d pixels in all",
              options.leastPixels(),
              leftOut,
              pixelsLeftOut));
    }
    return remarks;
  }

  private void trace(Consumer<ClassPolygon> file) {
    BorderTracer tracer =
        new BorderTracer(
            info.width(),
            region -> {
              if (region.pixels() < options.leastPixels()) {
                leftOut++;
                pixelsLeftOut += region.pixels();
              } else {
                polygons++;
                pixels += region.pixels();
                file.accept(polygon(region));
              }
            });
    int[] labels = new int[info.width()];
    for (Window window : info.strips()) {
      int[] classes = map.readInts(new int[] {0}, window);
      float[] values = confidence(window);
      for (int row = 0; row < window.height(); row++) {
        int from = row * info.width();
        for (int x = 0; x < labels.length; x++) {
          int label = classes[from + x];
          labels[x] = label < 0 || info.isNodata(label) ? BorderTracer.NONE : label;
        }
        tracer.accept(
            labels, values == null ? null : Arrays.copyOfRange(values, from, from + info.width()));
      }
    }
    tracer.end();
  }

  private float @Nullable [] confidence(Window window) {
    if (confidence == null) {
      return null;
    }
    float[] values = confidence.readMeasured(new int[] {0}, window, null);
    List<BandScale> scales = confidence.info().scales();
    if (!scales.isEmpty()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = scales.get(0).apply(values[i]);
      }
    }
    return values;
  }

  private ClassPolygon polygon(Region region) {
    Polygon shape = PixelRings.polygon(region.rings());
    if (options.tolerance() > 0) {
      shape = (Polygon) TopologyPreservingSimplifier.simplify(shape, options.tolerance());
    }
    GeoTransform t = transform;
    shape =
        (Polygon)
            new AffineTransformation(t.a(), t.b(), t.c(), t.d(), t.e(), t.f()).transform(shape);
    // Outer rings go with the clock on the image, whose rows go down.
    shape = determinant(t) < 0 ? shape.reverse() : shape;
    int label = region.label;
    String name = label < names.size() ? names.get(label) : Integer.toString(label);
    return new ClassPolygon(
        label, name, region.pixels(), region.pixels() * pixelArea, region.mean(), shape);
  }
}
