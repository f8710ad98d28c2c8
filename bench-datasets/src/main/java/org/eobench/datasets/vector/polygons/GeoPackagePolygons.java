package org.eobench.datasets.vector.polygons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Objects;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Writes GeoPackages (OGC 12-128r17, version 1.3) with one layer of polygons. */
final class GeoPackagePolygons implements PolygonFile {
  private static final int APPLICATION = 0x47504B47; // GPKG
  private static final int VERSION = 10300;

  /** The coordinate system of a plane that is not known. */
  private static final int UNDEFINED = -1;

  private static final int HEADER = 8;
  private static final int ENVELOPE = 4 * Double.BYTES;

  /** Little endian, with an envelope of x and y. */
  private static final byte FLAGS = 0b011;

  /** Rows that are sent at once. */
  private static final int BATCH = 1000;

  @Override
  public void require(@Nullable Crs crs, Path place) {}

  @Override
  public void write(Path path, Content content, Polygons polygons) {
    AtomicFile.writePath(
        path,
        part -> {
          SQLiteConfig config = new SQLiteConfig();
          config.setOpenMode(SQLiteOpenMode.OPEN_URI);
          // Nothing reads the file before it is complete.
          config.setJournalMode(SQLiteConfig.JournalMode.OFF);
          config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
          config.setApplicationId(APPLICATION);
          config.setUserVersion(VERSION);
          String url = part.toUri().toString().replaceFirst("^file:/+", "file:/");
          try (Connection database = config.createConnection("jdbc:sqlite:" + url)) {
            database.setAutoCommit(false);
            write(database, content, polygons);
            database.commit();
          } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
          }
        });
  }

  private static void write(Connection database, Content content, Polygons polygons)
      throws SQLException {
    String layer = content.layer();
    Crs crs = content.crs();
    int system = crs == null ? UNDEFINED : crs.epsg();
    try (Statement statement = database.createStatement()) {
      for (String table : GeoPackageTables.ALL) {
        statement.execute(table);
      }
      statement.execute(GeoPackageTables.layer(layer));
    }
    if (crs != null && crs.epsg() != Crs.WGS_84.epsg()) {
      insert(
          database,
          "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, NULL)",
          "EPSG:" + system,
          system,
          system,
          GeoPackageTables.definition(crs));
    }
    Envelope extent = features(database, layer, system, polygons);
    boolean empty = extent.isNull();
    insert(
        database,
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y,"
            + " srs_id) VALUES (?, 'features', ?, ?, ?, ?, ?, ?)",
        layer,
        layer,
        empty ? null : extent.getMinX(),
        empty ? null : extent.getMinY(),
        empty ? null : extent.getMaxX(),
        empty ? null : extent.getMaxY(),
        system);
    insert(
        database,
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POLYGON', ?, 0, 0)",
        layer,
        system);
  }

  private static void insert(Connection database, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** Writes the rows of the layer and returns their extent. */
  private static Envelope features(Connection database, String layer, int system, Polygons polygons)
      throws SQLException {
    Envelope extent = new Envelope();
    try (PreparedStatement row =
        database.prepareStatement(
            "INSERT INTO "
                + GeoPackageTables.quoted(layer)
                + " (geom, class_id, class_name, pixels, area_m2, confidence)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      int[] waiting = {0};
      polygons.into(
          polygon -> {
            try {
              row.setBytes(1, blob(polygon.geometry(), system));
              row.setInt(2, polygon.label());
              row.setString(3, polygon.name());
              row.setLong(4, polygon.pixels());
              number(row, 5, polygon.area());
              number(row, 6, polygon.confidence());
              row.addBatch();
              if (++waiting[0] % BATCH == 0) {
                row.executeBatch();
              }
            } catch (SQLException failure) {
              throw new UncheckedIOException(
                  new IOException(Objects.toString(failure.getMessage()), failure));
            }
            extent.expandToInclude(polygon.geometry().getEnvelopeInternal());
          });
      row.executeBatch();
    }
    return extent;
  }

  private static void number(PreparedStatement row, int column, double value) throws SQLException {
    if (Double.isNaN(value)) {
      row.setNull(column, Types.DOUBLE);
    } else {
      row.setDouble(column, value);
    }
  }

  /** A geometry with GeoPackage's header. */
  private static byte[] blob(Geometry geometry, int system) {
    byte[] known = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(geometry);
    Envelope extent = geometry.getEnvelopeInternal();
    byte[] blob = new byte[HEADER + ENVELOPE + known.length];
    ByteBuffer.wrap(blob)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'G')
        .put((byte) 'P')
        .put((byte) 0)
        .put(FLAGS)
        .putInt(system)
        .putDouble(extent.getMinX())
        .putDouble(extent.getMaxX())
        .putDouble(extent.getMinY())
        .putDouble(extent.getMaxY())
        .put(known);
    return blob;
  }
}
