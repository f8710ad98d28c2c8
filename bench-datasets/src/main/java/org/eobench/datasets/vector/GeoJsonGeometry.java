package org.eobench.datasets.vector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Reads the geometry objects of GeoJSON. */
final class GeoJsonGeometry {
  private static final int CLOSED = 4;

  private final GeometryFactory factory = new GeometryFactory();

  /**
   * The geometry of a JSON object; empty for null, which GeoJSON allows.
   *
   * @throws IllegalArgumentException with the reason if it is not a geometry
   */
  Geometry of(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return factory.createGeometryCollection();
    }
    JsonNode coordinates = node.path("coordinates");
    String type = node.path("type").asText();
    return switch (type) {
      case "Point" -> factory.createPoint(coordinate(coordinates));
      case "MultiPoint" -> factory.createMultiPointFromCoords(coordinates(coordinates));
      case "LineString" -> factory.createLineString(coordinates(coordinates));
      case "MultiLineString" ->
          factory.createMultiLineString(
              parts(coordinates).stream()
                  .map(part -> factory.createLineString(coordinates(part)))
                  .toArray(org.locationtech.jts.geom.LineString[]::new));
      case "Polygon" -> polygon(coordinates);
      case "MultiPolygon" ->
          factory.createMultiPolygon(
              parts(coordinates).stream().map(this::polygon).toArray(Polygon[]::new));
      case "GeometryCollection" ->
          factory.createGeometryCollection(
              parts(node.path("geometries")).stream().map(this::of).toArray(Geometry[]::new));
      default ->
          throw new IllegalArgumentException(
              type.isEmpty()
                  ? "a geometry has no type"
                  : "'" + type + "' is not a type of geometry");
    };
  }

  private Polygon polygon(JsonNode rings) {
    List<LinearRing> all = new ArrayList<>();
    for (JsonNode ring : parts(rings)) {
      Coordinate[] points = coordinates(ring);
      if (points.length < CLOSED || !points[0].equals2D(points[points.length - 1])) {
        throw new IllegalArgumentException(
            "a ring of "
                + points.length
                + " points is not closed; its first point must be its last");
      }
      all.add(factory.createLinearRing(points));
    }
    if (all.isEmpty()) {
      return factory.createPolygon();
    }
    return factory.createPolygon(all.get(0), all.subList(1, all.size()).toArray(LinearRing[]::new));
  }

  private static List<JsonNode> parts(JsonNode list) {
    if (!list.isArray()) {
      throw new IllegalArgumentException("coordinates are not a list");
    }
    List<JsonNode> parts = new ArrayList<>();
    list.forEach(parts::add);
    return parts;
  }

  private static Coordinate[] coordinates(JsonNode list) {
    return parts(list).stream().map(GeoJsonGeometry::coordinate).toArray(Coordinate[]::new);
  }

  private static Coordinate coordinate(JsonNode point) {
    if (!point.path(0).isNumber() || !point.path(1).isNumber()) {
      throw new IllegalArgumentException(
          "a point is not a list of two numbers: " + shortened(point));
    }
    return new Coordinate(point.get(0).asDouble(), point.get(1).asDouble());
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
