package org.eobench.datasets.vector.polygons;

import java.util.List;
import java.util.Locale;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.datasets.raster.UtmZone;

/** The tables that every GeoPackage has, and that of a layer. */
final class GeoPackageTables {
  private static final String WGS_84 =
      "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
          + "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],"
          + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
          + "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],"
          + "AUTHORITY[\"EPSG\",\"4326\"]]";

  /** Statements that create them, with the coordinate systems that must be there. */
  static final List<String> ALL =
      List.of(
          """
          CREATE TABLE gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL PRIMARY KEY,
            organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL,
            definition TEXT NOT NULL,
            description TEXT)\
          """,
          """
          CREATE TABLE gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY,
            data_type TEXT NOT NULL,
            identifier TEXT UNIQUE,
            description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
            min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
            srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id))\
          """,
          """
          CREATE TABLE gpkg_geometry_columns (
            table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name),
            column_name TEXT NOT NULL,
            geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
            z TINYINT NOT NULL,
            m TINYINT NOT NULL,
            PRIMARY KEY (table_name, column_name))\
          """,
          "INSERT INTO gpkg_spatial_ref_sys VALUES"
              + " ('Undefined plane', -1, 'NONE', -1, 'undefined', NULL),"
              + " ('Undefined degrees', 0, 'NONE', 0, 'undefined', NULL),"
              + " ('WGS 84', 4326, 'EPSG', 4326, '"
              + WGS_84
              + "', NULL)");

  private GeoPackageTables() {}

  /** The statement that creates the table of a layer. */
  static String layer(String name) {
    return "CREATE TABLE "
        + quoted(name)
        + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POLYGON,"
        + " class_id INTEGER NOT NULL, class_name TEXT NOT NULL, pixels INTEGER NOT NULL,"
        + " area_m2 DOUBLE, confidence DOUBLE)";
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * The well-known text of a coordinate system: of WGS 84 and its UTM zones. Programs know the
   * others by their EPSG code.
   */
  static String definition(Crs crs) {
    UtmZone zone = UtmZone.of(crs);
    return zone == null
        ? "undefined"
        : String.format(
            Locale.ROOT,
            "PROJCS[\"WGS 84 / UTM zone %d%s\",%s,PROJECTION[\"Transverse_Mercator\"],"
                + "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",%d],"
                + "PARAMETER[\"scale_factor\",0.9996],PARAMETER[\"false_easting\",500000],"
                + "PARAMETER[\"false_northing\",%d],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],"
                + "AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH],AUTHORITY[\"EPSG\",\"%d\"]]",
            zone.number(),
            zone.north() ? "N" : "S",
            WGS_84,
            zone.number() * 6 - 183,
            zone.north() ? 0 : 10_000_000,
            crs.epsg());
  }
}
