package org.eobench.datasets.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/** Writes GeoPackages with one attribute, {@code kind}. */
public final class GeoPackageFixture {
  private GeoPackageFixture() {}

  /** A feature of a layer. */
  public record Row(String kind, Geometry geometry) {}

  /** Adds a layer to a file, which is created if need be. */
  public static void layer(Path file, String layer, int epsg, List<Row> rows) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER,"
              + " organization TEXT, organization_coordsys_id INTEGER, definition TEXT)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (table_name TEXT, column_name TEXT,"
              + " geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER)");
      statement.execute(
          "INSERT INTO gpkg_spatial_ref_sys VALUES ('x', "
              + epsg
              + (epsg > 0 ? ", 'EPSG', " : ", 'NONE', ")
              + epsg
              + ", '')");
      statement.execute(
          "INSERT INTO gpkg_geometry_columns VALUES ('"
              + layer
              + "', 'geom', 'GEOMETRY', "
              + epsg
              + ", 0, 0)");
      statement.execute(
          "CREATE TABLE \""
              + layer
              + "\" (fid INTEGER PRIMARY KEY, geom BLOB, kind TEXT, area REAL)");
      try (PreparedStatement insert =
          database.prepareStatement(
              "INSERT INTO \"" + layer + "\" (geom, kind, area) VALUES (?, ?, 2.0)")) {
        for (int i = 0; i < rows.size(); i++) {
          insert.setBytes(1, blob(rows.get(i).geometry(), i % 2 == 1));
          insert.setString(2, rows.get(i).kind());
          insert.execute();
        }
      }
    }
  }

  /** A header, with an envelope or without, and well-known binary in either byte order. */
  private static byte[] blob(Geometry geometry, boolean envelope) {
    byte[] known =
        new WKBWriter(2, envelope ? 1 : 2).write(geometry); // 1 big endian, 2 little endian
    ByteBuffer blob =
        ByteBuffer.allocate(8 + (envelope ? 32 : 0) + known.length).order(ByteOrder.LITTLE_ENDIAN);
    blob.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) (envelope ? 3 : 1)).putInt(0);
    if (envelope) {
      blob.putDouble(0).putDouble(0).putDouble(0).putDouble(0);
    }
    return blob.put(known).array();
  }
}
