package org.eobench.datasets.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.datasets.parquet.ParquetColumn;
import org.eobench.datasets.parquet.ParquetException;
import org.eobench.datasets.parquet.ParquetFile;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;

/**
 * Reads GeoParquet 1.0 and 1.1: the primary column as well-known binary, in the coordinate system
 * of the metadata. Edges are straight on the map, also if the file calls them spherical.
 */
final class GeoParquetFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final ParquetFile parquet;

  private GeoParquetFile(Path path, ParquetFile parquet) {
    this.path = path;
    this.parquet = parquet;
  }

  static VectorFile read(Path path) {
    try (ParquetFile parquet = ParquetFile.open(path)) {
      return new GeoParquetFile(path, parquet).read();
    } catch (ParquetException wrong) {
      throw VectorFile.fault(
          path,
          "the Parquet file cannot be read: " + wrong.getMessage(),
          "a GeoParquet file",
          "write it again: " + VectorFile.conversion(path, ""));
    }
  }

  private VectorFile read() throws ParquetException {
    JsonNode geo = metadata();
    String name = geo.path("primary_column").asText();
    JsonNode described = geo.path("columns").path(name);
    ParquetColumn geometry = geometry(name, described);
    List<ParquetColumn> attributes =
        parquet.columns().stream().filter(ParquetColumn::hasTexts).toList();
    List<ParquetColumn> wanted = new ArrayList<>(attributes);
    wanted.add(geometry);
    List<Feature> features = new ArrayList<>();
    parquet.rows(
        wanted,
        row -> {
          String place = path + ", feature " + (features.size() + 1);
          Map<String, String> texts = new LinkedHashMap<>();
          for (ParquetColumn attribute : attributes) {
            List<String> found = attribute.texts(row);
            if (!found.isEmpty()) {
              texts.put(attribute.name(), String.join(",", found));
            }
          }
          Geometry shape = shape(geometry.bytes(row), place);
          features.add(new Feature(place, texts, VectorFile.requireShape(path, place, shape)));
        });
    return new VectorFile(path, features, crs(described));
  }

  private JsonNode metadata() {
    String text = parquet.metadata().get("geo");
    if (text == null) {
      throw VectorFile.fault(
          path,
          "the Parquet file has no geometries: its metadata lack the key geo",
          "a GeoParquet file",
          "write it with geopandas or ogr2ogr, which add the key, or give its rows as"
              + " dataset.table");
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw damaged("the metadata geo are not valid JSON");
    }
  }

  private ParquetColumn geometry(String name, JsonNode described) {
    List<String> names = parquet.columns().stream().map(ParquetColumn::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw VectorFile.fault(
          path,
          "the metadata geo name the geometries '" + name + "', which is no column",
          Suggest.sentence(name, names),
          "write the file again: " + VectorFile.conversion(path, ""));
    }
    String encoding = described.path("encoding").asText("WKB");
    ParquetColumn column = parquet.columns().get(index);
    if (!encoding.toUpperCase(Locale.ROOT).equals("WKB") || !column.isBinary()) {
      throw VectorFile.fault(
          path,
          "the geometries are encoded as " + encoding,
          "well-known binary (WKB)",
          "write them as such, for example with `geometry_encoding=\"WKB\"` of geopandas, or "
              + VectorFile.conversion(path, ""));
    }
    return column;
  }

  /**
   * The coordinate system: longitude and latitude on WGS 84 where the metadata name none, null
   * where they say that it is not known or has no code of EPSG.
   */
  private static @Nullable Crs crs(JsonNode described) {
    JsonNode crs = described.path("crs");
    if (crs.isMissingNode()) {
      return Crs.WGS_84;
    }
    String authority = crs.path("id").path("authority").asText();
    String code = crs.path("id").path("code").asText();
    if (authority.equals("OGC") && code.equals("CRS84")) {
      return Crs.WGS_84;
    }
    return authority.equals("EPSG") && code.matches("\\d{4,6}")
        ? Crs.of(Integer.parseInt(code))
        : null;
  }

  private Geometry shape(byte @Nullable [] bytes, String place) {
    if (bytes == null) {
      return new GeometryFactory().createGeometryCollection();
    }
    try {
      return VectorFile.geometry(bytes);
    } catch (ParseException wrong) {
      throw VectorFile.damaged(path, place, "well-known binary (WKB)", wrong);
    }
  }

  private BenchException damaged(String what) {
    return VectorFile.fault(
        path, what, "GeoParquet 1.0 or 1.1", "write it again: " + VectorFile.conversion(path, ""));
  }
}
