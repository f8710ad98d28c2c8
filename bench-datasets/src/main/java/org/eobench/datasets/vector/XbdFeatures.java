package org.eobench.datasets.vector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Reads the labels of xBD (Gupta et al. 2019, arXiv:1911.09296): {@code {"features": {"lng_lat":
 * [{"properties": …, "wkt": "POLYGON ((…))"}, …], "xy": […]}}}. The list {@code xy} has the same
 * polygons as {@code lng_lat} in pixels of the image.
 */
final class XbdFeatures {
  private static final String DEGREES = "lng_lat";
  private static final String PIXELS = "xy";

  /** Deeper brackets than a polygon has; the parser descends into each. */
  private static final String NESTED = "((((";

  private XbdFeatures() {}

  /** Whether a JSON file is of this kind. */
  static boolean isIn(JsonNode root) {
    JsonNode features = root.path("features");
    return features.path(PIXELS).isArray() || features.path(DEGREES).isArray();
  }

  /**
   * Reads a list.
   *
   * @param layer {@code lng_lat} or {@code xy}
   * @throws BenchException if it is neither, or a polygon is damaged
   */
  static VectorFile read(Path path, JsonNode root, @Nullable String layer) {
    JsonNode list = root.path("features").path(layer == null ? "" : layer);
    if (layer == null || !list.isArray()) {
      throw VectorFile.fault(
          path,
          layer == null ? "the file has the lists lng_lat and xy" : "there is no list " + layer,
          "one of them",
          "set `dataset.polygons.layer=xy dataset.polygons.crs=pixels`");
    }
    List<Feature> features = new ArrayList<>();
    for (JsonNode feature : list) {
      String place = path + ", " + layer + ", feature " + (features.size() + 1);
      Geometry geometry = geometry(path, place, feature.path("wkt").asText());
      features.add(
          new Feature(
              place,
              GeoJsonFile.attributes(feature),
              VectorFile.requireShape(path, place, geometry)));
    }
    return new VectorFile(path, features, layer.equals(DEGREES) ? Crs.WGS_84 : null);
  }

  private static Geometry geometry(Path path, String place, String text) {
    try {
      if (text.contains(NESTED)) {
        throw new ParseException("brackets are nested too deeply");
      }
      return new WKTReader().read(text);
    } catch (ParseException | IllegalArgumentException wrong) {
      ParseException cause =
          wrong instanceof ParseException parsed ? parsed : new ParseException(wrong);
      throw VectorFile.damaged(path, place, "well-known text, such as POLYGON ((…))", cause);
    }
  }
}
