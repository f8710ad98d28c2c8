package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.regression.ImageValue;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels of whole images from folders and tables, and maps of values. */
class FolderTargetsTest {
  private static final String IMAGES =
      "images: {optical: 'img/{id}.tif'}\nbands: {optical: [red]}\n";
  private static final String SEVERAL = IMAGES + "task: multi_label_classification\n";
  private static final String ONE = IMAGES + "task: classification\n";

  @TempDir Path root;
  @TempDir Path cache;

  @BeforeEach
  void images() {
    for (String name : List.of("a", "b", "c")) {
      image("img/" + name + ".tif");
    }
  }

  private void image(String file) {
    OwnFolder.tiff(root.resolve(file), 1, 2, 2, 10, i -> i);
  }

  private void table(String file, String text) throws IOException {
    Files.writeString(root.resolve(file), text);
  }

  private EoDataset open(String keys) {
    return OwnFolder.open(root, cache, keys);
  }

  private static int label(EoDataset dataset, String id) {
    return ((ImageClass) OwnFolder.read(dataset, id).target()).label();
  }

  private static boolean[] labels(EoDataset dataset, String id) {
    return ((ImageClasses) OwnFolder.read(dataset, id).target()).present();
  }

  @Test
  void takesTheFolderOfAnImageAsItsClass() {
    for (String file : List.of("sets/Forest/1.tif", "sets/Crop/1.tif", "sets/Crop/2.tif")) {
      image(file);
    }
    String keys =
        "images: {optical: 'sets/{class}/{id}.tif'}\nbands: {optical: [red]}\n"
            + "task: classification\n";

    EoDataset found = open(keys);
    assertThat(found.spec().classes()).containsExactly("Crop", "Forest");
    assertThat(label(found, "Forest/1")).isEqualTo(1);
    assertThat(label(found, "Crop/2")).isEqualTo(0);

    EoDataset mapped = open(keys + "labels: {Forest: trees, other: ignore}\n");
    assertThat(mapped.spec().classes()).containsExactly("trees");
    assertThat(label(mapped, "Forest/1")).isEqualTo(0);
    assertThat(label(mapped, "Crop/1")).isEqualTo(-1);

    assertThatThrownBy(() -> open(keys + "classes: [Forest, Crops]\n"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the folder 'Crop' is not in dataset.classes")
        .hasMessageContaining("sets/Crop/1.tif")
        .hasMessageContaining("did you mean Crops?")
        .hasMessageContaining("map it with dataset.labels, such as `Crop: ignore`");
    assertThatThrownBy(() -> open(keys.replace("classification", "multi_label_classification")))
        .hasMessageContaining("the labels come from {class} in the pattern of the images")
        .hasMessageContaining("`task=classification`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,label\na,forest\nb,water\nc,forest\n",
        "\uFEFFname;label\r\na.tif;forest\r\nimg/b.tif;water\r\n\r\n\"c\";\"forest\"\r\n",
        "label\tfile\nforest\ta\nwater\tb\nforest\tc",
        "{\"a\": \"forest\", \"b\": \"water\", \"c\": \"forest\"}",
        "[{\"id\": \"a\", \"label\": \"forest\"}, {\"id\": \"b\", \"label\": \"water\"},"
            + " {\"label\": \"forest\", \"id\": \"c\"}]"
      })
  void readsClassesFromTables(String text) throws IOException {
    table("labels.any", text);

    EoDataset dataset = open(ONE + "table: {file: labels.any}\n");

    assertThat(dataset.spec().classes()).containsExactly("forest", "water");
    assertThat(List.of("a", "b", "c"))
        .extracting(id -> label(dataset, id))
        .containsExactly(0, 1, 0);
    SampleRef ref = OwnFolder.samples(dataset).get(0);
    assertThat(ref.labelFile()).isEqualTo(root.resolve("labels.any").toString());
  }

  @Test
  void takesNumbersOfClassesAndSortsFoundNumbers() throws IOException {
    table("t.csv", "id,class\na,2\nb,10\nc,2\n");

    assertThat(open(ONE + "table: {file: t.csv}\n").spec().classes()).containsExactly("2", "10");
    assertThatThrownBy(() -> open(ONE + "table: {file: t.csv}\nclasses: [x, y, z]\n"))
        .hasMessageContaining("the label '10' is not in dataset.classes")
        .hasMessageContaining("t.csv:3")
        .hasMessageContaining("a number from 0 to 2");
    EoDataset mapped = open(ONE + "table: {file: t.csv}\nlabels: {2: forest, 10: ignore}\n");
    assertThat(label(mapped, "a")).isEqualTo(0);
    assertThat(label(mapped, "b")).isEqualTo(-1);
  }

  @Test
  void reportsMissingAndForeignRows() throws IOException {
    table("t.csv", "id,class\na,forest\nz,water\ny,water\nb,\n");

    assertThatThrownBy(() -> open(ONE + "table: {file: t.csv}\n"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("2 of 3 images have no label in the table: b, c")
        .hasMessageContaining("in the column id, which has 'a' in " + root.resolve("t.csv") + ":2")
        .hasMessageContaining("set `+dataset.table.missing=ignore`");

    EoDataset dataset = open(ONE + "table: {file: t.csv, missing: ignore}\n");
    assertThat(label(dataset, "a")).isEqualTo(0);
    assertThat(label(dataset, "c")).isEqualTo(-1);
    assertThat(dataset.remarks())
        .contains(
            "table: the column id names the images; set dataset.table.id to choose another",
            "table: 2 of 3 images have no label in the table: b, c; they do not count",
            "table: 2 of 4 rows are of no image and are ignored: y, z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{file: t.csv, label: [forest, water, city]}",
        "{file: u.csv, id: image, label: tags, separator: ';'}",
        "{file: long.csv, label: tag}",
        "{file: map.json}"
      })
  void readsSeveralLabels(String keys) throws IOException {
    table("t.csv", "id,forest,water,city,cloud\na,1,0,1,5\nb,0,0,0,6\nc,0.0,1,0,7\n");
    table("u.csv", "image,tags,split\na,forest; city,1\nb,,2\nc,water,3\n");
    table("long.csv", "id,tag,x\na,forest,\na,city,\nb,,\nc,water,\n");
    table("map.json", "{\"a\": [\"forest\", \"city\"], \"b\": [], \"c\": [\"water\"]}");

    EoDataset dataset = open(SEVERAL + "table: " + keys + "\nclasses: [forest, water, city]\n");

    assertThat(labels(dataset, "a")).containsExactly(true, false, true);
    assertThat(labels(dataset, "b")).containsExactly(false, false, false);
    assertThat(labels(dataset, "c")).containsExactly(false, true, false);
  }

  @Test
  void columnsAreTheClassesIfNoneAreConfigured() throws IOException {
    table("t.csv", "id,forest,water,city\na,1,0,1\nb,0,0,0\nc,0,1,0\n");

    assertThat(open(SEVERAL + "table: {file: t.csv, label: [water, forest]}\n").spec().classes())
        .containsExactly("water", "forest");
    assertThatThrownBy(() -> open(SEVERAL + "table: {file: t.csv}\n"))
        .hasMessageContaining("the table has several columns that may hold the labels")
        .hasMessageContaining("one of [forest, water, city]");
    assertThatThrownBy(() -> open(SEVERAL + "table: {file: t.csv, label: watr}\n"))
        .hasMessageContaining("the table has no column 'watr'")
        .hasMessageContaining("did you mean water?");
  }

  @Test
  void refusesDamagedTables() throws IOException {
    table("t.csv", "id,class\na,x,y\n");
    assertThatThrownBy(() -> open(ONE + "table: {file: t.csv}\n"))
        .hasMessageContaining("the line has 3 columns")
        .hasMessageContaining("t.csv:2")
        .hasMessageContaining("the 2 columns [id, class]");
    table("t.csv", "id,class\na,x\na,y\n");
    assertThatThrownBy(() -> open(ONE + "table: {file: t.csv}\n"))
        .hasMessageContaining("'a' is listed twice, also in")
        .hasMessageContaining("t.csv:3");
    table("t.csv", "id,forest,water\na,1,2\nb,0,0\nc,1,1\n");
    assertThatThrownBy(() -> open(SEVERAL + "table: {file: t.csv, label: [forest, water]}\n"))
        .hasMessageContaining("the column water contains '2'")
        .hasMessageContaining("t.csv:2");
    table("t.json", "{\"a\": ");
    assertThatThrownBy(() -> open(ONE + "table: {file: t.json}\n"))
        .hasMessageContaining("the file is not valid JSON")
        .hasMessageContaining("t.json:1");
    Files.writeString(root.resolve("t.csv"), "id,class\na,x\n", StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> open(ONE + "table: {file: t.csv}\n"))
        .hasMessageContaining("the table is UTF-16");
    assertThatThrownBy(() -> open(ONE + "table: {file: nowhere.csv}\n"))
        .hasMessageContaining("there is no table");
    table("t.csv", "PAR1....");
    assertThatThrownBy(() -> open(ONE + "table: {file: t.csv}\n"))
        .hasMessageContaining("the Parquet file cannot be read: the file is damaged");
  }

  @Test
  void findsNumbersThatLostTheirZeros() throws IOException {
    image("img/007.tif");
    table("t.csv", "id,class\na,x\nb,x\nc,x\n7,y\n");
    assertThat(label(open(ONE + "table: {file: t.csv}\n"), "007")).isEqualTo(1);
    image("img/07.tif");
    assertThatThrownBy(() -> open(ONE + "table: {file: t.csv}\n"))
        .as("7 is the number of two images")
        .hasMessageContaining("2 of 5 images have no label in the table: 007, 07");
  }

  @Test
  void keepsLabelsOfALeastShare() throws IOException {
    table(
        "t.json",
        "{\"a.tif\": [[\"forest\", 0.93], [\"water\", 0.07]], \"b.tif\": [[\"water\", 0.0699]],"
            + " \"c.tif\": [[\"water\", 1]]}");
    EoDataset dataset = open(SEVERAL + "table: {file: t.json, min_share: 0.07}\n");
    assertThat(labels(dataset, "a")).containsExactly(true, true);
    assertThat(labels(dataset, "b")).containsExactly(false, false);
    assertThat(labels(dataset, "c")).containsExactly(false, true);
    table("t.json", "{\"a.tif\": [[\"forest\", 0.93]], \"b.tif\": [\"water\", \"forest\"]}");
    assertThatThrownBy(() -> open(SEVERAL + "table: {file: t.json, min_share: 0.07}\n"))
        .hasMessageContaining("the label 'water' is followed by 'forest', not by its share")
        .hasMessageContaining("entry 2");
    assertThatThrownBy(
            () -> open(SEVERAL + "table: {file: t.json, min_share: 0.07, separator: ';'}\n"))
        .hasMessageContaining("min_share is for one column of labels with shares");
  }

  /** A Mac writes a letter with its accent as two characters into file names. */
  @Test
  void findsNamesWithAccentsInEitherForm() throws IOException {
    String written = Normalizer.normalize("Köln", Normalizer.Form.NFD);
    String encoding = System.getProperty("sun.jnu.encoding", "US-ASCII");
    assumeTrue(Charset.forName(encoding).newEncoder().canEncode(written), "names in " + encoding);
    image("sets/" + written + ".tif");
    OwnFolder.mask(root.resolve("masks/Köln.tif"), 2, 2);
    table("t.csv", "id,class\nKöln,x\n");
    String images = "images: {optical: 'sets/{id}.tif'}\nbands: {optical: [red]}\n";

    assertThat(label(open(images + "task: classification\ntable: {file: t.csv}\n"), "Köln"))
        .isEqualTo(0);
    EoDataset masks = open(images + "mask: 'masks/{id}.tif'\nclasses: [x]\n");
    assertThat(OwnFolder.samples(masks)).extracting(SampleRef::id).containsExactly("Köln");
    table(
        "sets/" + written + ".json",
        "{\"type\":\"Polygon\",\"coordinates\":[[[15,40],[16,40],[16,50],[15,50],[15,40]]]}");
    assertThat(open(images + "polygons: {file: 'sets/{id}.json', inside: x}\n").spec().classes())
        .containsExactly("x");
  }

  @Test
  void saysHowMasksWithOtherValuesAreRead() {
    OwnFolder.tiff(root.resolve("masks/a.tif"), 1, 2, 2, 10, i -> i % 2 * 255);
    String keys =
        "images: {optical: 'img/a.tif'}\nbands: {optical: [red]}\nmask: 'masks/a.tif'\n"
            + "classes: [land, water]\n";
    assertThatThrownBy(() -> OwnFolder.read(open(keys), "a"))
        .hasMessageContaining("the label 255 is not a class")
        .hasMessageContaining(
            "otherwise say in dataset.labels which class each value is, such as"
                + " `{0: land, 255: water}`");
    assertThat(OwnFolder.read(open(keys + "labels: {0: land, 255: water}\n"), "a").target())
        .isInstanceOf(LabelMap.class);
  }

  @Test
  void readsListsThatPandasWrites() throws IOException {
    table("t.csv", "id,labels\na,\"['Arable land', 'Water']\"\nb,[]\nc,\"[\"\"Water\"\"]\"\n");
    EoDataset dataset = open(SEVERAL + "table: {file: t.csv}\n");
    assertThat(dataset.spec().classes()).containsExactly("Arable land", "Water");
    assertThat(labels(dataset, "a")).containsExactly(true, true);
    assertThat(labels(dataset, "b")).containsExactly(false, false);
    assertThat(labels(dataset, "c")).containsExactly(false, true);
    assertThat(dataset.remarks())
        .contains("table: cells such as ['Arable land', 'Water'] are lists of labels");
    table("t.csv", "id,labels\na,\"['Arable land' 'Water']\"\nb,[]\nc,[]\n");
    assertThatThrownBy(() -> open(SEVERAL + "table: {file: t.csv}\n"))
        .hasMessageContaining("the list in the column labels cannot be read")
        .hasMessageContaining("t.csv:2: ['Arable land' 'Water']");
  }

  @Test
  void readsAValueOfEachImageFromATable() throws IOException {
    String keys = IMAGES + "task: image_regression\ntable: {file: t.csv, label: biomass}\n";
    table("t.csv", "id;biomass;plot\na;1.5e2;x\nb;-3;y\nc;nan;z\n");

    EoDataset dataset = open(keys);

    assertThat(dataset.spec().classes()).containsExactly("biomass");
    assertThat(List.of("a", "b", "c"))
        .extracting(id -> ((ImageValue) OwnFolder.read(dataset, id).target()).value())
        .containsExactly(150f, -3f, Float.NaN);
    table("t.csv", "id;biomass\na;1,5\nb;2\nc;3\n");
    assertThatThrownBy(() -> open(keys))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the value of a is [1,5]")
        .hasMessageContaining("t.csv:2")
        .hasMessageContaining("one number with a decimal point");
    assertThatThrownBy(() -> open(keys + "labels: {1: a}\n"))
        .hasMessageContaining("but the task image_regression predicts values");
  }

  @Test
  void readsMapsOfValuesWithNodataByKeyOrTag() {
    for (String name : List.of("a", "b", "c")) {
      TiffBuilder.floating(32, 2, 2, new double[] {1.5, -1, 23, -9999})
          .nodata("-9999")
          .write(root.resolve(name + ".tif"));
    }
    String keys = IMAGES + "task: regression\nmask: ";

    Target tag = OwnFolder.read(open(keys + "'*.tif'\n"), "a").target();
    assertThat(((ValueMap) tag).values()).containsExactly(1.5f, -1, 23, Float.NaN);
    EoDataset byKey = open(keys + "{files: '*.tif', nodata: -1}\nclasses: [biomass]\n");
    assertThat(((ValueMap) OwnFolder.read(byKey, "a").target()).values())
        .containsExactly(1.5f, Float.NaN, 23, Float.NaN);
    assertThat(byKey.spec().classes()).containsExactly("biomass");
    assertThatThrownBy(() -> open(keys + "'*.tif'\nlabels: {1: a}\n"))
        .hasMessageContaining("dataset.labels names classes, but the task regression predicts");
  }

  @Test
  void refusesSourcesThatDoNotFitTheTask() throws IOException {
    table("t.csv", "id,class\na,x\nb,x\nc,y\n");
    assertThatThrownBy(() -> open(IMAGES + "table: {file: t.csv}\nclasses: [x, y]\n"))
        .hasMessageContaining("the task is segmentation, but the labels come from dataset.table")
        .hasMessageContaining(
            "one of the tasks classification, multi_label_classification, image_regression");
    assertThatThrownBy(() -> open(ONE + "mask: '*.tif'\ntable: {file: t.csv}\n"))
        .hasMessageContaining("labels come from one source, not from mask and table; remove one");
    assertThatThrownBy(() -> open(ONE))
        .hasMessageContaining("mask is not set, and neither is another source of labels");
    assertThatThrownBy(() -> open(ONE + "chip_size: 1\ntable: {file: t.csv}\n"))
        .hasMessageContaining("dataset.chip_size=1 cuts images into windows")
        .hasMessageContaining("`dataset.chip_size=0`");
    assertThatThrownBy(() -> open(ONE + "table: {file: t.csv}\nnum_classes: 3\n"))
        .hasMessageContaining("num_classes is 3, but classes lists 2");
  }
}
