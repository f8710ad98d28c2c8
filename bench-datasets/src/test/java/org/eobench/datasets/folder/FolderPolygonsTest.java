package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.raster.UtmZone;
import org.eobench.datasets.vector.GeoPackageFixture;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** Labels of a folder from polygons, on images of 6 x 8 pixels of 10 m in UTM zone 33. */
class FolderPolygonsTest {
  private static final UtmZone ZONE = new UtmZone(33, true);
  private static final String KEYS = "images: {optical: '*.tif'}\nbands: {optical: [red]}\n";
  private static final int N = -1;

  @TempDir Path root;
  @TempDir Path cache;

  @BeforeEach
  void image() {
    OwnFolder.tiff(root.resolve("a.tif"), 1, 6, 8, 10, i -> i);
  }

  /** A rectangle in pixels as a feature in the coordinates of the zone, or in degrees. */
  private static String feature(
      String kind, boolean degrees, double left, double top, double right, double bottom) {
    StringBuilder ring = new StringBuilder();
    double[][] corners = {{left, top}, {right, top}, {right, bottom}, {left, bottom}, {left, top}};
    for (double[] corner : corners) {
      double x = 500_000 + 10 * corner[0];
      double y = 5_000_000 - 10 * corner[1];
      if (degrees) {
        Place place = java.util.Objects.requireNonNull(ZONE.place(x, y));
        x = place.longitude();
        y = place.latitude();
      }
      ring.append(String.format(Locale.ROOT, "%s[%.12f,%.12f]", ring.isEmpty() ? "" : ",", x, y));
    }
    return "{\"type\":\"Feature\",\"properties\":{\"kind\":"
        + kind
        + ",\"area\":2.0},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
        + ring
        + "]]}}";
  }

  private void collection(String file, String crs, String... features) throws IOException {
    Files.writeString(
        root.resolve(file),
        "{\"type\":\"FeatureCollection\""
            + (crs.isEmpty()
                ? ""
                : ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" + crs + "\"}}")
            + ",\"features\":["
            + String.join(",", features)
            + "]}");
  }

  private int[] labels(String polygons) {
    return labels(open(polygons));
  }

  private static int[] labels(EoDataset dataset) {
    return ((LabelMap) OwnFolder.read(dataset, "a").target()).labels();
  }

  private EoDataset open(String polygons) {
    return OwnFolder.open(root, cache, KEYS + polygons + "\n");
  }

  private static final int[] TWO = {
    N, N, N, N, N, N, N, N, //
    N, 0, 0, 0, N, N, N, N, //
    N, 0, 0, 1, 1, N, N, N, //
    N, 0, 0, 1, 1, N, N, N, //
    N, N, N, N, N, N, N, N, //
    N, N, N, N, N, N, N, N
  };

  @Test
  void drawsPolygonsInFileOrderInDegreesAndMetres() throws IOException {
    String keys = "polygons: {file: p.json, attribute: kind}\nclasses: [wheat, water]";
    for (boolean degrees : new boolean[] {true, false}) {
      collection(
          "p.json",
          degrees ? "" : "urn:ogc:def:crs:EPSG::32633",
          feature("\"wheat\"", degrees, 0.6, 0.6, 4.4, 4.4),
          feature("\"water\"", degrees, 2.6, 1.6, 5.4, 4.4));
      assertThat(labels(keys))
          .containsExactly(
              N, N, N, N, N, N, N, N, //
              N, 0, 0, 0, N, N, N, N, //
              N, 0, 0, 1, 1, N, N, N, //
              N, 0, 0, 1, 1, N, N, N, //
              N, N, N, N, N, N, N, N, //
              N, N, N, N, N, N, N, N);
    }
  }

  /** Images count longitudes from 0 to 360 or beyond the date line, GeoJSON from -180 to 180. */
  @Test
  void drawsPolygonsOnImagesThatCountLongitudesOtherwise() throws IOException {
    for (double west : new double[] {176, -184}) {
      GeoTiffWriter.write(
          root.resolve("a.tif"),
          GeoTiffSpec.plain(8, 2, 1, SampleType.FLOAT32)
              .withGeoreference(Crs.WGS_84, GeoTransform.northUp(west, 2, 1, 1)),
          new float[2 * 8]);
      Files.writeString(
          root.resolve("p.json"),
          "{\"type\":\"Polygon\",\"coordinates\":"
              + "[[[-179,0],[-177,0],[-177,2],[-179,2],[-179,0]]]}");
      String keys = "polygons: {file: p.json, inside: island, outside: sea}\n";
      assertThat(labels(keys))
          .as("columns from longitude %s", west)
          .containsExactly(0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0);
      Files.writeString(
          root.resolve("s.json"),
          "{\"type\":\"Feature\",\"properties\":{\"split\":\"train\"},\"geometry\":"
              + Files.readString(root.resolve("p.json"))
              + "}");
      EoDataset split = open(keys + "chip_size: 2\nsplit: {by: polygons, polygons: s.json}");
      assertThat(OwnFolder.samples(split)).as("windows with a centre on the island").hasSize(2);
    }
  }

  @Test
  void mapsAttributesAndColoursTheOutside() throws IOException {
    collection(
        "p.json",
        "EPSG:32633",
        feature("7", false, 1, 1, 3, 2),
        feature("8", false, 4, 1, 6, 2),
        feature("9", false, 6, 1, 7, 2));

    EoDataset found = open("polygons: {file: p.json, attribute: kind}");
    assertThat(found.spec().classes()).containsExactly("7", "8", "9");
    assertThat(java.util.Arrays.copyOfRange(labels(found), 8, 16))
        .containsExactly(N, 0, 0, N, 1, 1, 2, N);
    EoDataset mapped =
        open(
            "polygons: {file: p.json, attribute: kind, outside: land}\n"
                + "labels: {[7, 8]: crop, 9: ignore}\nclasses: [land, crop]");
    assertThat(java.util.Arrays.copyOfRange(labels(mapped), 8, 16))
        .containsExactly(0, 1, 1, 0, 1, 1, N, 0);
    EoDataset one = open("polygons: {file: p.json, inside: field, outside: land}");
    assertThat(one.spec().classes()).containsExactly("land", "field");
    assertThat(java.util.Arrays.copyOfRange(labels(one), 8, 16))
        .containsExactly(0, 1, 1, 0, 1, 1, 1, 0);
    assertThatThrownBy(
            () -> open("polygons: {file: p.json, attribute: kind}\nlabels: {7: a, 9: b}"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the attribute kind '8' is not in dataset.labels")
        .hasMessageContaining("p.json, feature 2")
        .hasMessageContaining("add `8: CLASS` or `8: ignore` to dataset.labels");
    assertThatThrownBy(
            () ->
                open(
                    "polygons: {file: p.json, attribute: kind, outside: land}\n"
                        + "labels: {7: a, 8: b, 9: b}"))
        .hasMessageContaining("polygons.outside=land is no class")
        .hasMessageContaining("ignore, or one of [a, b]");
  }

  @Test
  void refusesPlaceholdersThatImagesLack() {
    assertThatThrownBy(() -> open("polygons: {file: '{id}_{year}.json', inside: field}"))
        .hasMessageContaining("the pattern contains {year}, for which a sample has no value")
        .hasMessageContaining("dataset.polygons.file={id}_{year}.json")
        .hasMessageContaining("placeholders of dataset.images and dataset.mask: {id}");
  }

  @Test
  void takesTouchedPixelsOnRequest() throws IOException {
    collection("p.json", "EPSG:32633", feature("1", false, 1.6, 1.6, 3.2, 2.4));

    assertThat(labels("polygons: {file: p.json, inside: field, outside: land}")).doesNotContain(1);
    assertThat(labels("polygons: {file: p.json, inside: field, outside: land, all_touched: true}"))
        .containsExactly(
            0, 0, 0, 0, 0, 0, 0, 0, //
            0, 1, 1, 1, 0, 0, 0, 0, //
            0, 1, 1, 1, 0, 0, 0, 0, //
            0, 0, 0, 0, 0, 0, 0, 0, //
            0, 0, 0, 0, 0, 0, 0, 0, //
            0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static Polygon rectangle(double left, double top, double right, double bottom) {
    return new GeometryFactory()
        .createPolygon(
            new Coordinate[] {
              new Coordinate(500_000 + 10 * left, 5_000_000 - 10 * top),
              new Coordinate(500_000 + 10 * right, 5_000_000 - 10 * top),
              new Coordinate(500_000 + 10 * right, 5_000_000 - 10 * bottom),
              new Coordinate(500_000 + 10 * left, 5_000_000 - 10 * bottom),
              new Coordinate(500_000 + 10 * left, 5_000_000 - 10 * top)
            });
  }

  @Test
  void readsALayerOfAGeoPackage() throws SQLException {
    List<GeoPackageFixture.Row> rows =
        List.of(
            new GeoPackageFixture.Row("wheat", rectangle(0.6, 0.6, 4.4, 4.4)),
            new GeoPackageFixture.Row("water", rectangle(2.6, 1.6, 5.4, 4.4)));
    GeoPackageFixture.layer(root.resolve("p.gpkg"), "my fields", 32633, rows);
    String keys = "\nclasses: [wheat, water]";

    assertThat(labels("polygons: {file: p.gpkg, attribute: kind}" + keys)).isEqualTo(TWO);

    GeoPackageFixture.layer(root.resolve("p.gpkg"), "other", 3035, rows);
    assertThat(labels("polygons: {file: p.gpkg, layer: my fields, attribute: kind}" + keys))
        .isEqualTo(TWO);
    assertThatThrownBy(() -> open("polygons: {file: p.gpkg, attribute: kind}" + keys))
        .hasMessageContaining("the GeoPackage has 2 layers")
        .hasMessageContaining("one of [my fields, other]");
    assertThatThrownBy(
            () -> open("polygons: {file: p.gpkg, layer: others, attribute: kind}" + keys))
        .hasMessageContaining("no layer 'others'")
        .hasMessageContaining("did you mean other?");
    assertThatThrownBy(() -> open("polygons: {file: p.gpkg, layer: other, attribute: kind}" + keys))
        .hasMessageContaining("the polygons are in EPSG:3035, the image in EPSG:32633")
        .hasMessageContaining(
            "`ogr2ogr -t_srs EPSG:32633 -f GPKG out.gpkg " + root.resolve("p.gpkg"));
    assertThat(
            labels(
                "polygons: {file: p.gpkg, layer: other, attribute: kind, crs: 'EPSG:32633'}"
                    + keys))
        .isEqualTo(TWO);
  }

  @Test
  void takesAFileForEachImageAndReportsImagesWithoutPolygons() throws IOException {
    OwnFolder.builder(1, 6, 8, 10, i -> i)
        .northUp(900_000, 5_000_000, 10, 10)
        .write(root.resolve("b.tif"));
    collection("a.json", "EPSG:32633", feature("1", false, 1, 1, 3, 2));
    collection("b.json", "EPSG:32633", feature("1", false, 1, 1, 3, 2));

    EoDataset dataset = open("polygons: {file: '{id}.json', inside: field, outside: land}");

    assertThat(OwnFolder.read(dataset, "a").ref().labelFile()).endsWith("a.json");
    assertThat(((LabelMap) OwnFolder.read(dataset, "b").target()).labels()).containsOnly(0);
    assertThat(dataset.remarks())
        .contains(
            "polygons: 1 of 2 images have no polygon; all their pixels are of the class land");
    Files.delete(root.resolve("b.json"));
    assertThatThrownBy(() -> open("polygons: {file: '{id}.json', inside: field, outside: land}"))
        .hasMessageContaining("there is no file with polygons")
        .hasMessageContaining("b.json");
  }

  @Test
  void refusesPolygonsWithoutAPlaceOnTheImages() throws IOException {
    String keys = "polygons: {file: p.json, inside: field}";
    collection("p.json", "", feature("1", false, 1, 1, 3, 2));
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("the coordinates are no longitudes and latitudes, such as 500010.0")
        .hasMessageContaining("set the coordinate system, for example");
    collection("p.json", "EPSG:32633", feature("1", false, 1000, 1, 2000, 2));
    assertThatThrownBy(() -> open(keys)).hasMessageContaining("no polygon lies on an image");
    collection("p.json", "urn:x:unknown", feature("1", false, 1, 1, 3, 2));
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("does not say in which coordinate system");
    collection("p.json", "EPSG:32633", feature("1", false, 1, 1, 3, 2));
    TiffBuilder.unsigned(8, 2, 2, new double[4]).write(root.resolve("a.tif"));
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("the image has no georeference, so polygons have no place on it")
        .hasMessageContaining("a.tif");
  }

  @Test
  void refusesDamagedFilesAndOtherFormats() throws IOException {
    String keys = "polygons: {file: p.json, attribute: kinds}";
    collection("p.json", "EPSG:32633", feature("1", false, 1, 1, 3, 2));
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("the polygon has no attribute 'kinds'")
        .hasMessageContaining("p.json, feature 1")
        .hasMessageContaining("did you mean kind?");
    assertThatThrownBy(() -> open("polygons: {file: p.json, attribute: kind, inside: x}"))
        .hasMessageContaining("polygons must have either attribute");
    Files.writeString(root.resolve("p.json"), "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3");
    assertThatThrownBy(() -> open(keys)).hasMessageContaining("the file is not valid JSON");
    Files.writeString(
        root.resolve("p.json"),
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[5,6],[7,8]]]}");
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("feature 1: a ring of 4 points is not closed");
    Files.writeString(
        root.resolve("p.json"), "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}");
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("the geometry is a LineString")
        .hasMessageContaining("polygons or points");
    Files.writeString(root.resolve("p.json"), "{\"type\":\"Point\",\"coordinates\":[1,2]}\n{}");
    assertThatThrownBy(() -> open(keys)).hasMessageContaining("as in a GeoJSON sequence");
    Files.writeString(root.resolve("p.json"), "[".repeat(100_000) + "]".repeat(100_000));
    assertThatThrownBy(() -> open(keys)).hasMessageContaining("the file is not valid JSON");
    Files.writeString(root.resolve("p.json"), "PAR1xxxx");
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("the Parquet file cannot be read: the file is damaged")
        .hasMessageContaining("`ogr2ogr -f GPKG out.gpkg " + root.resolve("p.json") + "`");
    byte[] header = new byte[200];
    System.arraycopy(
        "SQLite format 3\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, header, 0, 16);
    Files.write(root.resolve("p.json"), header);
    assertThatThrownBy(() -> open(keys)).hasMessageContaining("cannot read the GeoPackage");
  }

  /** The numbers are those of GDAL 3.6.2 by rasterio.features.rasterize. */
  @Test
  void drawsTheWaterOfBoadellaAsGdalDoes() {
    Path data = SharedFiles.require("data/s2_boadella");
    String keys =
        "images: {optical: 'Boadella_2020-01-13.tif'}\n"
            + "bands: {optical: [B1, B2, B3, B4, B5, B6, B7, B8, B8A, B9, B11, B12]}\n"
            + "polygons: {file: 'Boadella_2020-01-13_labels.geojson', attribute: labels,"
            + " outside: land, all_touched: false}\nclasses: [land, water]\n";
    assertThat(water(data, keys)).containsExactly(18_897, 3_352_721_437L);
    assertThat(water(data, keys.replace("all_touched: false", "all_touched: true")))
        .containsExactly(19_483, 4_125_156_011L);
  }

  private long[] water(Path data, String keys) {
    EoDataset dataset = OwnFolder.open(data, cache, keys);
    LabelMap map =
        (LabelMap) OwnFolder.read(dataset, OwnFolder.samples(dataset).get(0).id()).target();
    CRC32 crc = new CRC32();
    long count = 0;
    for (int label : map.labels()) {
      crc.update(label);
      count += label;
    }
    return new long[] {count, crc.getValue()};
  }
}
