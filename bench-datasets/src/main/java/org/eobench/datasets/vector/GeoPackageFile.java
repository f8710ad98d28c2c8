package org.eobench.datasets.vector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Reads a layer of a GeoPackage (OGC 12-128), an SQLite database. */
final class GeoPackageFile {
  private static final int HEADER = 8;
  private static final int[] ENVELOPE = {0, 32, 48, 48, 64};

  private final Path path;

  private GeoPackageFile(Path path) {
    this.path = path;
  }

  private record Layer(String table, String column, int srs) {}

  static VectorFile read(Path path, @Nullable String layer) {
    return new GeoPackageFile(path).read(layer);
  }

  private VectorFile read(@Nullable String wanted) {
    requireNoJournal();
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    // immutable: no lock and no file beside the database, so that folders may be read-only.
    String url =
        "jdbc:sqlite:"
            + path.toAbsolutePath().toUri().toString().replaceFirst("^file:/+", "file:/")
            + "?immutable=1";
    try (Connection database = config.createConnection(url)) {
      Layer layer = layer(database, wanted);
      return new VectorFile(path, features(database, layer), crs(database, layer));
    } catch (SQLException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("VectorFile", "cannot read the GeoPackage: " + failure.getMessage())
              .at(path.toString())
              .expecting("a GeoPackage with a layer of polygons")
              .next("write it again: " + VectorFile.conversion(path, "")),
          failure);
    }
  }

  /** Changes in a journal are not read in this mode. */
  private void requireNoJournal() {
    Path journal = Path.of(path + "-wal");
    try {
      if (Files.exists(journal) && Files.size(journal) > 0) {
        throw VectorFile.fault(
            path,
            "the GeoPackage has changes that are not yet written to it, in " + journal,
            "a GeoPackage that no program has open",
            "close the program that edits it");
      }
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private Layer layer(Connection database, @Nullable String wanted) throws SQLException {
    List<Layer> layers = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g"
                    + " JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table'"
                    + " ORDER BY g.table_name")) {
      while (rows.next()) {
        layers.add(new Layer(rows.getString(1), rows.getString(2), rows.getInt(3)));
      }
    }
    List<String> names = layers.stream().map(Layer::table).toList();
    if (wanted == null && layers.size() == 1) {
      return layers.get(0);
    }
    for (Layer layer : layers) {
      if (layer.table().equals(wanted)) {
        return layer;
      }
    }
    throw VectorFile.fault(
        path,
        wanted == null
            ? "the GeoPackage has " + layers.size() + " layers"
            : "the GeoPackage has no layer '" + wanted + "'",
        wanted == null
            ? "one layer, or the key layer: one of " + names
            : Suggest.sentence(wanted, names),
        layers.isEmpty()
            ? "write it again: " + VectorFile.conversion(path, "")
            : "set the key layer");
  }

  private static @Nullable Crs crs(Connection database, Layer layer) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id ="
                + " ?")) {
      statement.setInt(1, layer.srs());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && "EPSG".equalsIgnoreCase(rows.getString(1))
            ? Crs.of(rows.getInt(2))
            : null;
      }
    }
  }

  private List<Feature> features(Connection database, Layer layer) throws SQLException {
    List<Feature> features = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + quoted(layer.table()))) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        String place = path + ", layer " + layer.table() + ", feature " + (features.size() + 1);
        Map<String, String> attributes = new LinkedHashMap<>();
        Geometry geometry = new GeometryFactory().createGeometryCollection();
        for (int i = 1; i <= columns; i++) {
          String name = rows.getMetaData().getColumnName(i);
          Object value = rows.getObject(i);
          if (name.equalsIgnoreCase(layer.column())) {
            geometry = geometry(value, place);
          } else if (value != null && !(value instanceof byte[])) {
            attributes.put(
                name, value instanceof Double number ? Feature.text(number) : value.toString());
          }
        }
        features.add(
            new Feature(place, attributes, VectorFile.requireShape(path, place, geometry)));
      }
    }
    return features;
  }

  private static String quoted(String table) {
    return '"' + table.replace("\"", "\"\"") + '"';
  }

  /** A geometry in the binary form of GeoPackage: a header, then well-known binary. */
  private Geometry geometry(@Nullable Object value, String place) {
    if (value == null) {
      return new GeometryFactory().createGeometryCollection();
    }
    try {
      if (!(value instanceof byte[] bytes)) {
        throw new ParseException("it is no binary value");
      }
      if (bytes.length < HEADER || bytes[0] != 'G' || bytes[1] != 'P') {
        throw new ParseException("it does not begin with GP");
      }
      int flags = bytes[3];
      int envelope = flags >> 1 & 7;
      boolean empty = (flags & 16) != 0;
      if (empty) {
        return new GeometryFactory().createGeometryCollection();
      }
      if (envelope >= ENVELOPE.length || bytes.length < HEADER + ENVELOPE[envelope]) {
        throw new ParseException("its envelope is damaged");
      }
      byte[] known = Arrays.copyOfRange(bytes, HEADER + ENVELOPE[envelope], bytes.length);
      return VectorFile.geometry(known);
    } catch (ParseException wrong) {
      throw VectorFile.damaged(path, place, "the binary form of GeoPackage", wrong);
    }
  }
}
