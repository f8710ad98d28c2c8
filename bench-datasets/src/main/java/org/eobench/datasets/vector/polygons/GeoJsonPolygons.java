package org.eobench.datasets.vector.polygons;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.datasets.vector.GridGeometry;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes GeoJSON (RFC 7946): longitudes and latitudes on WGS 84 with seven decimals, about a
 * centimetre. Straight borders on a map are curves in degrees; long ones get points between, so
 * that they stay within a tenth of a pixel.
 */
final class GeoJsonPolygons implements PolygonFile {
  private static final int DECIMALS = 7;
  private static final int HALF_TURN = 180;
  private static final double RADIUS = 6_378_137;

  /** Of a pixel, at a latitude of 45 degrees. */
  private static final double DEVIATION = 0.02;

  private static final String OTHER = "write a GeoPackage instead: a name that ends in .gpkg";

  @Override
  public void require(@Nullable Crs crs, Path place) {
    if (crs == null || !GridGeometry.isKnown(crs, Crs.WGS_84)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "NoGeoJson",
                  "GeoJSON has longitudes and latitudes on WGS 84, and the map is in "
                      + (crs == null
                          ? "no known coordinate system"
                          : "EPSG:" + crs.epsg() + ", which is not converted"))
              .at(place.toString())
              .expecting("EPSG:4326, EPSG:3857 or UTM on WGS 84")
              .next(OTHER));
    }
  }

  @Override
  public void write(Path path, Content content, Polygons polygons) {
    Crs crs = content.crs();
    if (crs == null) {
      throw new IllegalStateException("require() comes first");
    }
    AtomicFile.write(
        path,
        out -> {
          try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeStringField("name", content.layer());
            json.writeArrayFieldStart("features");
            polygons.into(
                polygon -> {
                  try {
                    feature(json, polygon, degrees(polygon.geometry(), crs, content.pixel(), path));
                  } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                  }
                });
            json.writeEndArray();
            json.writeEndObject();
          }
        });
  }

  private static void feature(JsonGenerator json, ClassPolygon polygon, Polygon shape)
      throws IOException {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeObjectFieldStart("properties");
    json.writeNumberField("class_id", polygon.label());
    json.writeStringField("class_name", polygon.name());
    json.writeNumberField("pixels", polygon.pixels());
    if (!Double.isNaN(polygon.area())) {
      json.writeNumberField("area_m2", polygon.area());
    }
    if (!Double.isNaN(polygon.confidence())) {
      json.writeNumberField("confidence", (float) polygon.confidence());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", "Polygon");
    json.writeArrayFieldStart("coordinates");
    ring(json, shape.getExteriorRing());
    for (int i = 0; i < shape.getNumInteriorRing(); i++) {
      ring(json, shape.getInteriorRingN(i));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void ring(JsonGenerator json, LinearRing ring) throws IOException {
    json.writeStartArray();
    for (Coordinate point : ring.getCoordinates()) {
      json.writeStartArray();
      json.writeNumber(number(point.x));
      json.writeNumber(number(point.y));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static BigDecimal number(double degrees) {
    BigDecimal rounded = new BigDecimal(degrees).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? BigDecimal.ZERO : rounded;
  }

  private static Polygon degrees(Polygon map, Crs crs, double pixel, Path path) {
    if (crs.epsg() == Crs.WGS_84.epsg()) {
      return map;
    }
    double longest = Math.max(pixel, Math.sqrt(8 * RADIUS * DEVIATION * pixel));
    Polygon degrees = (Polygon) GridGeometry.convert(withPoints(map, longest), crs, Crs.WGS_84);
    // The distance is NaN where a point has no latitude.
    if (!(degrees.getEnvelopeInternal().getWidth() <= HALF_TURN)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "NoGeoJson",
                  "a polygon lies across the date line or outside of the map's projection")
              .at(path.toString())
              .expecting("polygons between 180 degrees west and east")
              .next(OTHER));
    }
    return degrees;
  }

  private static Polygon withPoints(Polygon map, double longest) {
    LinearRing[] holes = new LinearRing[map.getNumInteriorRing()];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = withPoints(map.getInteriorRingN(i), longest);
    }
    return map.getFactory().createPolygon(withPoints(map.getExteriorRing(), longest), holes);
  }

  private static LinearRing withPoints(LinearRing ring, double longest) {
    Coordinate[] points = ring.getCoordinates();
    List<Coordinate> all = new ArrayList<>();
    all.add(points[0]);
    for (int i = 1; i < points.length; i++) {
      between(points[i - 1], points[i], longest, all);
      all.add(points[i]);
    }
    return ring.getFactory().createLinearRing(all.toArray(Coordinate[]::new));
  }

  /**
   * Adds points where an edge passes multiples of a length, so that both neighbours of a border get
   * the same.
   */
  private static void between(
      Coordinate from, Coordinate to, double length, List<Coordinate> points) {
    boolean alongX = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y);
    double start = alongX ? from.x : from.y;
    double end = alongX ? to.x : to.y;
    double step = end > start ? length : -length;
    double first = (Math.floor(start / step) + 1) * step;
    for (double at = first; step > 0 ? at < end : at > end; at += step) {
      double share = (at - start) / (end - start);
      points.add(
          new Coordinate(
              alongX ? at : from.x + share * (to.x - from.x),
              alongX ? from.y + share * (to.y - from.y) : at));
    }
  }
}
