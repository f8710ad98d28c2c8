package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.files.ParquetFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;

/** Labels, splits and polygons from Parquet files. */
class FolderParquetTest {
  private static final String IMAGES = "images: {optical: '*.tif'}\nbands: {optical: [red]}\n";
  private static final ParquetFixture LABELS =
      ParquetFixture.of(
          "message m { required binary id (STRING); optional int64 label; optional group tags"
              + " (LIST) { repeated group list { optional binary element (STRING); } } optional"
              + " binary split (STRING); optional binary raw; }");
  private static final ParquetFixture POLYGONS =
      ParquetFixture.of(
          "message m { optional binary kind (STRING); optional binary geometry; required int32 n;"
              + " }");
  private static final String GEO =
      "{\"version\":\"1.1.0\",\"primary_column\":\"geometry\",\"columns\":{\"geometry\":"
          + "{\"encoding\":\"WKB\",\"geometry_types\":[\"Polygon\"]%s}}}";
  private static final String UTM = ",\"crs\":{\"id\":{\"authority\":\"EPSG\",\"code\":32633}}";

  @TempDir Path root;
  @TempDir Path cache;

  @BeforeEach
  void images() {
    for (String name : List.of("a", "b", "c")) {
      OwnFolder.tiff(root.resolve(name + ".tif"), 1, 6, 8, 10, i -> i);
    }
  }

  private EoDataset open(String keys) {
    return OwnFolder.open(root, cache, IMAGES + keys);
  }

  private void labels() throws IOException {
    LABELS.write(
        root.resolve("t.parquet"), Map.of(), List.of("a", "b", "c"), FolderParquetTest::fill);
  }

  private static void fill(Group row, String id) {
    row.append("id", id).append("label", id.equals("b") ? 7L : 9L);
    Group tags = row.addGroup("tags");
    tags.addGroup("list").add("element", "Forest, mixed");
    if (id.equals("c")) {
      tags.addGroup("list").add("element", "Water");
    }
    row.append("split", id.equals("a") ? "train" : id.equals("b") ? "validation" : "test");
  }

  @Test
  void takesLabelsFromATable() throws IOException {
    labels();
    EoDataset one =
        open(
            "task: classification\ntable: {file: t.parquet, id: id, label: label}\nlabels: {7: x,"
                + " 9: y}\n");
    assertThat(((ImageClass) OwnFolder.read(one, "b").target()).label()).isZero();
    assertThat(((ImageClass) OwnFolder.read(one, "c").target()).label()).isEqualTo(1);

    EoDataset several =
        open("task: multi_label_classification\ntable: {file: t.parquet, id: id, label: tags}\n");
    assertThat(several.spec().classes()).containsExactly("Forest, mixed", "Water");
    assertThat(((ImageClasses) OwnFolder.read(several, "a").target()).present())
        .containsExactly(true, false);
    assertThat(((ImageClasses) OwnFolder.read(several, "c").target()).present())
        .containsExactly(true, true);
  }

  @Test
  void takesSplitsFromATable() throws IOException {
    labels();
    EoDataset dataset =
        open(
            "task: classification\ntable: {file: t.parquet, id: id, label: label}\n"
                + "split: {by: list, lists: t.parquet}\n");
    assertThat(dataset.samples(Split.VAL)).extracting(SampleRef::id).containsExactly("b");
    assertThat(dataset.samples(Split.TEST)).extracting(SampleRef::id).containsExactly("c");
  }

  @Test
  void namesTheColumnsOfATableAndDamage() throws IOException {
    labels();
    String keys = "task: classification\ntable: {file: t.parquet, id: id, label: raw}\n";
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("the column 'raw' of the table has neither texts nor numbers")
        .hasMessageContaining("t.parquet");
    assertThatThrownBy(() -> open(keys.replace("label: raw", "label: lable")))
        .hasMessageContaining("the table has no column 'lable'")
        .hasMessageContaining("label");
    byte[] whole = Files.readAllBytes(root.resolve("t.parquet"));
    Files.write(root.resolve("t.parquet"), Arrays.copyOf(whole, whole.length - 30));
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("the Parquet file cannot be read: the file is damaged")
        .hasMessageContaining("t.parquet");
    LABELS.write(root.resolve("t.parquet"), Map.of(), List.<String>of(), FolderParquetTest::fill);
    assertThatThrownBy(() -> open(keys)).hasMessageContaining("the table has no rows");
  }

  @Test
  void refusesTablesWithoutLabels() throws IOException {
    String keys = "task: classification\ntable: {file: t.parquet}\n";
    ParquetFixture.of("message m { required binary id (STRING); }")
        .write(root.resolve("t.parquet"), Map.of(), List.of("a"), (row, id) -> row.add("id", id));
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("the table has no column besides 'id', which names the images");
    ParquetFixture.of("message m { required binary raw; }")
        .write(
            root.resolve("t.parquet"),
            Map.of(),
            List.of("a"),
            (row, id) -> row.append("raw", Binary.fromString(id)));
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("no column of the table has texts or numbers; it has [raw]");
  }

  /** A rectangle in pixels of the images. */
  private static Geometry rectangle(double left, double top, double right, double bottom) {
    return new GeometryFactory()
        .toGeometry(
            new Envelope(
                500_000 + 10 * left,
                500_000 + 10 * right,
                5_000_000 - 10 * bottom,
                5_000_000 - 10 * top));
  }

  private void polygons(String geo, Geometry... shapes) throws IOException {
    POLYGONS.write(
        root.resolve("p.parquet"),
        geo.isEmpty() ? Map.of() : Map.of("geo", geo),
        List.of(shapes),
        (row, shape) -> {
          row.append("kind", shape.getEnvelopeInternal().getMinX() > 500_015 ? "water" : "wheat");
          row.append("n", 1);
          row.append("geometry", Binary.fromConstantByteArray(new WKBWriter().write(shape)));
        });
  }

  private static final String DRAWN =
      "polygons: {file: p.parquet, attribute: kind}\nclasses: [wheat, water]\n";

  @Test
  void drawsPolygonsOfGeoParquet() throws IOException {
    polygons(String.format(GEO, UTM), rectangle(0.6, 0.6, 4.4, 2.4), rectangle(2.6, 0.6, 5.4, 2.4));

    int[] labels = ((LabelMap) OwnFolder.read(open(DRAWN), "a").target()).labels();

    assertThat(Arrays.copyOfRange(labels, 8, 16)).containsExactly(-1, 0, 0, 1, 1, -1, -1, -1);
  }

  @Test
  void readsTheCoordinateSystemOfTheMetadata() throws IOException {
    polygons(String.format(GEO, ""), rectangle(1, 1, 2, 2));
    assertThatThrownBy(() -> open(DRAWN))
        .as("degrees unless the metadata say otherwise")
        .hasMessageContaining("the coordinates are no longitudes and latitudes")
        .hasMessageContaining("p.parquet, feature 1");
    polygons(String.format(GEO, ",\"crs\":null"), rectangle(1, 1, 2, 2));
    assertThatThrownBy(() -> open(DRAWN))
        .hasMessageContaining("the file does not say in which coordinate system the polygons are");
    assertThat(open(DRAWN.replace("kind}", "kind, crs: 'EPSG:32633'}")).spec().classes())
        .hasSize(2);
    polygons(String.format(GEO, UTM.replace("32633", "2154")), rectangle(1, 1, 2, 2));
    assertThatThrownBy(() -> OwnFolder.read(open(DRAWN), "a"))
        .hasMessageContaining("EPSG:2154")
        .hasMessageContaining("ogr2ogr -t_srs EPSG:32633");
  }

  @Test
  void refusesOtherGeometriesAndPlainTables() throws IOException {
    polygons("", rectangle(1, 1, 2, 2));
    assertThatThrownBy(() -> open(DRAWN))
        .hasMessageContaining("the Parquet file has no geometries: its metadata lack the key geo");
    polygons(String.format(GEO, UTM).replace("WKB", "polygon"), rectangle(1, 1, 2, 2));
    assertThatThrownBy(() -> open(DRAWN))
        .hasMessageContaining("the geometries are encoded as polygon")
        .hasMessageContaining("`ogr2ogr -f GPKG out.gpkg");
    polygons(
        String.format(GEO, UTM)
            .replace("\"primary_column\":\"geometry\"", "\"primary_column\":\"geom\""),
        rectangle(1, 1, 2, 2));
    assertThatThrownBy(() -> open(DRAWN))
        .hasMessageContaining("the metadata geo name the geometries 'geom', which is no column")
        .hasMessageContaining("geometry");
    polygons("{", rectangle(1, 1, 2, 2));
    assertThatThrownBy(() -> open(DRAWN)).hasMessageContaining("metadata geo are not valid JSON");
    polygons(String.format(GEO, UTM), rectangle(1, 1, 2, 2));
    assertThatThrownBy(() -> open(DRAWN.replace("kind}", "kind, layer: x}")))
        .hasMessageContaining("a GeoParquet file has no layers");
    polygons(
        String.format(GEO, UTM),
        new GeometryFactory().createLineString(rectangle(1, 1, 2, 2).getCoordinates()));
    assertThatThrownBy(() -> open(DRAWN)).hasMessageContaining("the geometry is a LineString");
  }

  @Test
  void namesTheFeatureWithADamagedGeometry() throws IOException {
    byte[] nested = new byte[9 * 50_000];
    for (int i = 0; i < nested.length; i += 9) {
      nested[i] = 1; // little-endian, a collection of one geometry
      nested[i + 1] = 7;
      nested[i + 5] = 1;
    }
    byte[] whole = new WKBWriter().write(rectangle(1, 1, 2, 2));
    byte[] huge = whole.clone();
    huge[9] = 0x7f; // the first ring has two billion points
    for (byte[] damaged : List.of(nested, huge, Arrays.copyOf(whole, 40), new byte[0])) {
      POLYGONS.write(
          root.resolve("p.parquet"),
          Map.of("geo", String.format(GEO, UTM)),
          List.of(whole, damaged),
          (row, bytes) ->
              row.append("kind", "water")
                  .append("n", 1)
                  .append("geometry", Binary.fromConstantByteArray(bytes)));
      assertThatThrownBy(() -> open(DRAWN))
          .hasMessageContaining("the geometry is damaged: ")
          .hasMessageContaining("p.parquet, feature 2")
          .hasMessageContaining("ogr2ogr");
    }
  }

  /** The published layout of BigEarthNet v2: splits and labels of a patch in one table. */
  @Test
  void readsTheTableOfBigEarthNet() {
    Path data = SharedFiles.require("layouts/bigearthnet_v2");
    EoDataset dataset =
        OwnFolder.open(
            data,
            cache,
            "images: {optical: {files: 'BigEarthNet-S2/{scene}/{id}/{id}_{band}.tif', band_names:"
                + " {B2: B02, B3: B03, B4: B04}}}\nbands: {optical: [B2, B3, B4]}\n"
                + "task: multi_label_classification\nimg_size: 120\n"
                + "table: {file: metadata.parquet, id: patch_id, label: labels}\n"
                + "split: {by: list, lists: metadata.parquet}\n");
    assertThat(dataset.samples(Split.VAL)).hasSize(1);
    assertThat(dataset.spec().classes()).hasSize(6).contains("Transitional woodland, shrub");
  }
}
