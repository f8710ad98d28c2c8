package org.eobench.datasets.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads GeoJSON (RFC 7946): a collection of features, a feature or a geometry. Coordinates are
 * longitudes and latitudes on WGS 84, unless the member {@code crs} of the older specification
 * names an EPSG code.
 */
final class GeoJsonFile {
  private static final long LARGEST = 512L << 20;

  /** Jackson bounds the depth and the length of numbers and names. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final Pattern EPSG =
      Pattern.compile("(?i)(?:urn:(?:x-)?ogc:def:crs:)?EPSG:(?:[\\d.]*:)?(\\d{4,6})");

  private final Path path;

  private GeoJsonFile(Path path) {
    this.path = path;
  }

  /**
   * Reads a file.
   *
   * @param layer list of an xBD file ({@link XbdFeatures}), or null
   */
  static VectorFile read(Path path, @Nullable String layer) {
    JsonNode root = new GeoJsonFile(path).parse();
    if (XbdFeatures.isIn(root)) {
      return XbdFeatures.read(path, root, layer);
    }
    VectorFile.requireNoLayer(path, layer, "a GeoJSON file");
    return new GeoJsonFile(path).read(root);
  }

  private VectorFile read(JsonNode root) {
    List<Feature> features = new ArrayList<>();
    if (root.path("type").asText().equals("FeatureCollection")) {
      if (!root.path("features").isArray()) {
        throw damaged("the member features is not a list", "");
      }
      for (JsonNode feature : root.path("features")) {
        add(feature, features);
      }
    } else {
      add(root, features);
    }
    return new VectorFile(path, features, crs(root));
  }

  private JsonNode parse() {
    try {
      if (Files.size(path) > LARGEST) {
        throw VectorFile.fault(
            path,
            "the GeoJSON file is larger than 512 MiB",
            "a smaller file, or a GeoPackage",
            "convert it: " + VectorFile.conversion(path, ""));
      }
      return JSON.readTree(path.toFile());
    } catch (JsonProcessingException wrong) {
      boolean sequence = wrong.getOriginalMessage().contains("Trailing token");
      throw VectorFile.fault(
          path,
          String.format(
              Locale.ROOT,
              "line %d: %s",
              wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr(),
              sequence
                  ? "a second JSON value begins, as in a GeoJSON sequence"
                  : "the file is not valid JSON: " + wrong.getOriginalMessage()),
          "one GeoJSON object",
          sequence
              ? "convert it: " + VectorFile.conversion(path, "")
              : "correct the file, or write it again");
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("VectorFile", "cannot read the file: " + failure.getMessage())
              .at(path.toString()),
          failure);
    }
  }

  private void add(JsonNode node, List<Feature> features) {
    String place = path + ", feature " + (features.size() + 1);
    boolean isFeature = node.path("type").asText().equals("Feature");
    JsonNode shape = isFeature ? node.path("geometry") : node;
    Map<String, String> attributes = isFeature ? attributes(node) : Map.of();
    Geometry geometry;
    try {
      geometry = new GeoJsonGeometry().of(shape);
    } catch (IllegalArgumentException wrong) {
      throw damaged(String.valueOf(wrong.getMessage()), place);
    }
    features.add(new Feature(place, attributes, VectorFile.requireShape(path, place, geometry)));
  }

  /** The properties of a feature as texts. */
  static Map<String, String> attributes(JsonNode feature) {
    Map<String, String> attributes = new LinkedHashMap<>();
    feature
        .path("properties")
        .properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (!value.isNull()) {
                attributes.put(entry.getKey(), text(value));
              }
            });
    return attributes;
  }

  private static String text(JsonNode value) {
    if (value.isNumber()) {
      return value.isIntegralNumber() ? value.asText() : Feature.text(value.asDouble());
    }
    if (value.isArray() && value.size() == 1) {
      return text(value.get(0));
    }
    return value.isTextual() ? value.asText() : value.toString();
  }

  private @Nullable Crs crs(JsonNode root) {
    JsonNode member = root.path("crs");
    if (member.isMissingNode() || member.isNull()) {
      return Crs.WGS_84;
    }
    String name = member.path("properties").path("name").asText();
    if (name.matches("(?i).*(CRS84|OGC:.*:84)")) {
      return Crs.WGS_84;
    }
    Matcher code = EPSG.matcher(name);
    return code.matches() ? Crs.of(Integer.parseInt(code.group(1))) : null;
  }

  private BenchException damaged(String what, String place) {
    return VectorFile.fault(
        path,
        (place.isEmpty() ? "" : place.substring(place.lastIndexOf(',') + 2) + ": ") + what,
        "GeoJSON by RFC 7946",
        "correct the file, or write it again");
  }
}
