package org.eobench.datasets.vector.polygons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.datasets.vector.Feature;
import org.eobench.datasets.vector.GridGeometry;
import org.eobench.datasets.vector.VectorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Polygon;

class ClassPolygonsTest {
  private static final int NODATA = 255;
  private static final List<String> NAMES = List.of("land", "water \"deep\"");
  private static final GeoTransform PLACE = GeoTransform.northUp(553785, 4183215, 10, 10);

  @TempDir Path folder;

  private Path map(int epsg, GeoTransform place, int width, float... values) {
    GeoTiffSpec spec =
        GeoTiffSpec.plain(width, values.length / width, 1, SampleType.UINT8)
            .withNodata(NODATA)
            .withGeoreference(epsg == 0 ? null : Crs.of(epsg), epsg == 0 ? null : place);
    Path file = folder.resolve("map.tif");
    GeoTiffWriter.write(file, spec, values);
    return file;
  }

  private PolygonReport write(Path map, String name) {
    return ClassPolygons.write(map, NAMES, folder.resolve(name), PolygonOptions.EXACT);
  }

  private List<Feature> read(String name) {
    return VectorFile.read(folder.resolve(name), null).features();
  }

  @Test
  void aGeoPackageHasPolygonsOnTheMap() {
    Path map = map(32610, PLACE, 4, 0, 0, 1, NODATA, 0, 1, 1, 9);
    PolygonReport report = write(map, "a b?.gpkg");
    assertThat(report.polygons()).isEqualTo(3);
    assertThat(report.pixels()).isEqualTo(7);
    assertThat(report.remarks()).isEmpty();
    VectorFile file = VectorFile.read(folder.resolve("a b?.gpkg"), null);
    assertThat(file.crs()).isEqualTo(Crs.projected(32610));
    assertThat(file.features().stream().map(Feature::attributes))
        .containsExactly(
            attributes(0, "land", 3), attributes(1, NAMES.get(1), 3), attributes(9, "9", 1));
    assertThat(file.features().get(2).geometry().toText())
        .isEqualTo(
            "POLYGON ((553815 4183195, 553825 4183195, 553825 4183205, 553815 4183205, 553815"
                + " 4183195))");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  private static Map<String, String> attributes(int label, String name, int pixels) {
    return Map.of(
        "fid",
        label == 9 ? "3" : Integer.toString(label + 1),
        "class_id",
        Integer.toString(label),
        "class_name",
        name,
        "pixels",
        Integer.toString(pixels),
        "area_m2",
        Integer.toString(100 * pixels));
  }

  /** What the standard asks for beyond what the reader here needs. */
  @Test
  void theTablesOfAGeoPackageAreComplete() throws SQLException {
    write(map(32610, PLACE, 2, 0, 1), "a.gpkg");
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.gpkg"));
        Statement statement = database.createStatement()) {
      assertThat(text(statement, "PRAGMA application_id")).isEqualTo("1196444487");
      assertThat(text(statement, "PRAGMA user_version")).isEqualTo("10300");
      assertThat(text(statement, "PRAGMA integrity_check")).isEqualTo("ok");
      assertThat(text(statement, "PRAGMA foreign_key_check")).isEmpty();
      assertThat(
              text(
                  statement,
                  "SELECT group_concat(srs_id) FROM (SELECT * FROM gpkg_spatial_ref_sys ORDER BY"
                      + " srs_id)"))
          .isEqualTo("-1,0,4326,32610");
      assertThat(
              text(
                  statement,
                  "SELECT table_name||data_type||min_x||' '||max_x||' '||min_y||' '||max_y||srs_id"
                      + " FROM gpkg_contents"))
          .isEqualTo("classesfeatures553785.0 553805.0 4183205.0 4183215.032610");
      assertThat(text(statement, "SELECT last_change FROM gpkg_contents"))
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
      assertThat(text(statement, "SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id=32610"))
          .contains("UTM zone 10N", "\"central_meridian\",-123]", "AUTHORITY[\"EPSG\",\"32610\"]");
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  @Test
  void geoJsonIsInDegrees() throws IOException {
    Path map = map(32610, PLACE, 3, 1, 1, 1, 1, 0, 1, 1, 1, 1);
    write(map, "a.geojson");
    write(map, "a.gpkg");
    List<Feature> degrees = read("a.geojson");
    List<Feature> metres = read("a.gpkg");
    assertThat(degrees).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Polygon shape = (Polygon) degrees.get(i).geometry();
      assertThat(shape.isValid()).isTrue();
      assertThat(Orientation.isCCW(shape.getExteriorRing().getCoordinates())).isTrue();
      Polygon expected =
          (Polygon)
              GridGeometry.convert(metres.get(i).geometry(), Crs.projected(32610), Crs.WGS_84);
      assertThat(shape.equalsExact(expected, 6e-8)).isTrue();
    }
    Polygon ring = (Polygon) degrees.get(1).geometry();
    assertThat(Orientation.isCCW(ring.getInteriorRingN(0).getCoordinates())).isFalse();
    JsonNode root = new ObjectMapper().readTree(folder.resolve("a.geojson").toFile());
    assertThat(root.path("features").path(1).path("properties").toString())
        .isEqualTo(
            "{\"class_id\":1,\"class_name\":\"water"
                + " \\\"deep\\\"\",\"pixels\":8,\"area_m2\":800.0}");
  }

  /** A straight border of 100 km on the map bends in degrees. */
  @Test
  void longBordersFollowTheMapInDegrees() {
    GeoTransform place = GeoTransform.northUp(300_000, 6_800_000, 100, 100);
    Path map = map(32633, place, 1000, new float[2000]);
    write(map, "a.geojson");
    Polygon degrees = (Polygon) read("a.geojson").get(0).geometry();
    Polygon back = (Polygon) GridGeometry.convert(degrees, Crs.WGS_84, Crs.projected(32633));
    assertThat(back.getNumPoints()).isGreaterThan(20);
    // In the middle between points, where the bend is largest.
    double most = 0;
    for (int i = 1; i < degrees.getNumPoints(); i++) {
      var from = degrees.getCoordinates()[i - 1];
      var to = degrees.getCoordinates()[i];
      var middle =
          degrees
              .getFactory()
              .createPoint(
                  new org.locationtech.jts.geom.Coordinate(
                      (from.x + to.x) / 2, (from.y + to.y) / 2));
      most =
          Math.max(
              most,
              GridGeometry.convert(middle, Crs.WGS_84, Crs.projected(32633))
                  .distance(back.getExteriorRing()));
    }
    assertThat(most).isLessThan(10).isGreaterThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({"25833,EPSG:25833", "0,no known coordinate system"})
  void geoJsonOfOtherSystemsIsRefused(int epsg, String said) {
    Path map = map(epsg, PLACE, 2, 0, 1);
    assertThatThrownBy(() -> write(map, "a.geojson"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NoGeoJson")
        .hasMessageContaining(said)
        .hasMessageContaining(".gpkg");
    assertThat(folder.resolve("a.geojson")).doesNotExist();
  }

  /** UTM zone 60 reaches beyond 180 degrees. */
  @Test
  void geoJsonAcrossTheDateLineIsRefused() {
    GeoTransform place = GeoTransform.northUp(500_000, 100_000, 50_000, 50_000);
    Path map = map(32660, place, 20, new float[20]);
    assertThatThrownBy(() -> write(map, "a.geojson")).hasMessageContaining("date line");
  }

  @Test
  void areasAreSaidToBeMissingWhereTheMapHasNone() {
    Path map = map(3857, PLACE, 2, 0, 0);
    assertThat(write(map, "a.gpkg").remarks())
        .singleElement()
        .asString()
        .contains("EPSG:3857 has none");
    assertThat(read("a.gpkg").get(0).attributes()).doesNotContainKey("area_m2");
    assertThat(write(map(0, PLACE, 2, 0, 0), "b.gpkg").remarks()).hasSize(2);
    assertThat(read("b.gpkg").get(0).geometry().getEnvelopeInternal().getMinY()).isEqualTo(-1);
  }

  @Test
  void smallPolygonsAreLeftOutAndCounted() {
    Path map = map(32610, PLACE, 4, 0, 0, 1, 0, 0, 0, 0, 1);
    PolygonReport report =
        ClassPolygons.write(map, NAMES, folder.resolve("a.gpkg"), new PolygonOptions(2, 0, null));
    assertThat(report.polygons()).isEqualTo(1);
    assertThat(report.leftOut()).isEqualTo(3);
    assertThat(report.pixels() + report.pixelsLeftOut()).isEqualTo(8);
    assertThat(report.remarks())
        .containsExactly("polygons of fewer than 2 pixels were left out: 3, with 3 pixels in all");
    assertThat(read("a.gpkg")).hasSize(1);
  }

  @Test
  void polygonsHaveTheirMeanConfidence() {
    Path map = map(32610, PLACE, 4, 0, 0, 1, 1);
    Path second = folder.resolve("confidence.tif");
    GeoTiffWriter.write(
        second,
        GeoTiffSpec.plain(4, 1, 1, SampleType.UINT8)
            .withNodata(255)
            .withMetadata(List.of(new BandScale(0.005, 0)), Map.of()),
        new float[] {100, 200, 50, 255});
    ClassPolygons.write(map, NAMES, folder.resolve("a.gpkg"), new PolygonOptions(1, 0, second));
    assertThat(read("a.gpkg").stream().map(each -> each.attributes().get("confidence")))
        .containsExactly("0.75", "0.25");
    GeoTiffWriter.write(second, GeoTiffSpec.plain(3, 1, 1, SampleType.UINT8), new float[3]);
    assertThatThrownBy(
            () ->
                ClassPolygons.write(
                    map, NAMES, folder.resolve("b.gpkg"), new PolygonOptions(1, 0, second)))
        .hasMessageContaining("1 x 3 pixels");
  }

  @Test
  void aNoisyMapKeepsItsArea() {
    Random random = new Random(3);
    float[] values = new float[200 * 200];
    long withData = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(10) < 7 ? 0 : random.nextInt(3) == 0 ? NODATA : 1;
      withData += values[i] == NODATA ? 0 : 1;
    }
    Path map = map(32610, PLACE, 200, values);
    assertThat(write(map, "a.gpkg").pixels()).isEqualTo(withData);
    ClassPolygons.write(map, NAMES, folder.resolve("b.gpkg"), new PolygonOptions(1, 1.5, null));
    List<Feature> exact = read("a.gpkg");
    List<Feature> simple = read("b.gpkg");
    double area = exact.stream().mapToDouble(each -> each.geometry().getArea()).sum();
    assertThat(area).isEqualTo(withData * 100.0);
    assertThat(exact).allSatisfy(each -> assertThat(each.geometry().isValid()).isTrue());
    assertThat(simple).hasSameSizeAs(exact);
    assertThat(simple).allSatisfy(each -> assertThat(each.geometry().isValid()).isTrue());
    assertThat(points(simple)).isLessThan(points(exact) * 9 / 10);
  }

  private static int points(List<Feature> features) {
    return features.stream().mapToInt(each -> each.geometry().getNumPoints()).sum();
  }

  @Test
  void otherFormatsAndMapsAreRefused() {
    Path map = map(32610, PLACE, 2, 0, 1);
    assertThatThrownBy(() -> write(map, "a.shp")).hasMessageContaining(".gpkg (GeoPackage)");
    GeoTiffWriter.write(map, GeoTiffSpec.plain(2, 1, 1, SampleType.FLOAT32), new float[2]);
    assertThatThrownBy(() -> write(map, "a.gpkg")).hasMessageContaining("1 band of float32");
  }
}
