package org.eobench.datasets.geobench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.loader.SampleCheck;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.datasets.ComposedDataset;
import org.eobench.datasets.Refusal;
import org.eobench.testing.files.PickleBuilder;
import org.eobench.testing.files.PickleBuilder.Instance;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.geobench.GeoBenchFixture;
import org.eobench.testing.layouts.geobench.GeoBenchSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known defects of the published files, and files that are damaged. */
class GeoBenchDatasetTest {
  @TempDir Path root;
  @TempDir Path cache;

  private EoDataset open(String name, String... words) {
    return ComposedDataset.open(cache, name, root, words);
  }

  private void write(String name) throws IOException {
    LayoutFixture fixture =
        GeoBenchSets.all().stream()
            .filter(one -> one.dataset().equals(name))
            .findFirst()
            .orElseThrow();
    fixture.write(root);
  }

  private static double mean(Sample sample) {
    float[] values = ComposedDataset.image(sample, "optical").data();
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** B10 is the band without light from the ground; the published names put it at B9. */
  @Test
  void bandsOfEurosatHaveTheNamesOfWhatTheyShow() throws IOException {
    write("meurosat");
    EoDataset found = open("meurosat");
    assertThat(mean(ComposedDataset.read(found, "id_1905", "optical", "B10"))).isLessThan(20);
    assertThat(mean(ComposedDataset.read(found, "id_1905", "optical", "B8A"))).isGreaterThan(2000);
    assertThat(found.remarks()).isEmpty();
    EoDataset published = open("meurosat", "dataset.band_names=as_published");
    assertThat(mean(ComposedDataset.read(published, "id_1905", "optical", "B9"))).isLessThan(20);
    assertThat(mean(ComposedDataset.read(published, "id_1905", "optical", "B12")))
        .isGreaterThan(2000);
    assertThat(published.spec().stats("optical")).isEqualTo(found.spec().stats("optical"));
  }

  @Test
  void bandsOfBrickKilnHaveTheNamesOfWhatTheyShow() throws IOException {
    write("mbrickkiln");
    EoDataset found = open("mbrickkiln");
    assertThat(ComposedDataset.bands(found, "optical"))
        .endsWith("B8", "B11", "B12", "TCI_R", "TCI_G", "TCI_B");
    assertThat(mean(ComposedDataset.read(found, "id_1905", "optical", "B11")))
        .isBetween(1300.0, 1900.0);
    EoDataset published = open("mbrickkiln", "protocol=pangaea");
    assertThat(mean(ComposedDataset.read(published, "id_1905", "optical", "B11"))).isLessThan(200);
    assertThat(published.spec().stats("optical").mean().get(10)).isEqualTo(83.27188605598549);
  }

  @Test
  void namesThatBeginAlikeAreDifferentBands() throws IOException {
    write("mso2sat");
    EoDataset dataset = open("mso2sat");
    assertThat(mean(ComposedDataset.read(dataset, "id_1905", "optical", "B2")))
        .isBetween(0.05, 0.2);
    float[] radar =
        ComposedDataset.image(ComposedDataset.read(dataset, "id_1905", "sar", "VH_IMAG"), "sar")
            .data();
    assertThat(radar[0]).isBetween(0.005f, 0.015f);
  }

  @Test
  void severalLabelsAreAVector() throws IOException {
    write("mbigearthnet");
    ImageClasses target =
        (ImageClasses) ComposedDataset.read(open("mbigearthnet"), "id_1908", "optical").target();
    assertThat(target.present()).hasSize(43);
    assertThat(target.present()[1]).isTrue();
    assertThat(target.present()[3]).isFalse();
  }

  @Test
  void statisticsThatTheFolderLacksAreUnknown() throws IOException {
    write("mforestnet");
    Files.delete(root.resolve("band_stats.json"));
    EoDataset dataset = open("mforestnet");
    assertThat(dataset.spec().stats("optical").mean()).isEmpty();
    assertThat(open("mforestnet", "protocol=pangaea").spec().stats("optical").mean()).hasSize(6);
  }

  @Test
  void refusesAnUnknownPartition() throws IOException {
    write("meurosat");
    Refusal.of(
        () -> open("meurosat", "dataset.partition=0.05x_train"),
        "UnknownPartition",
        "0.05x_train_partition.json",
        "0.50x_train",
        "set `dataset.partition=");
    Refusal.of(() -> open("meurosat", "dataset.partition='../x'"), "partition");
  }

  @Test
  void refusesAPartitionOfAnotherVersion() throws IOException {
    write("meurosat");
    Path file = root.resolve("default_partition.json");
    String good = Files.readString(file);
    Files.writeString(file, good.replace("id_1905", "id_0007"));
    Refusal.of(() -> open("meurosat"), "MissingData", "id_0007.hdf5", "recursix/geo-bench-1.0");
    Files.writeString(file, good.replace("id_1905", "../id_1905"));
    Refusal.of(() -> open("meurosat"), "UnreadableList", "../id_1905");
    Files.writeString(file, good.replace("id_1917", "id_1905"));
    Refusal.of(() -> open("meurosat"), "UnreadableList", "id_1905", "train");
    Files.writeString(file, good.replace("\"valid\"", "\"validation\""));
    Refusal.of(() -> open("meurosat"), "there is no list 'valid'");
  }

  @Test
  void refusesAnotherDataSet() throws IOException {
    write("mforestnet");
    Refusal.of(() -> open("meurosat"), "UnknownBand", "task_specs.pkl", "01 - Coastal aerosol");
  }

  @Test
  void refusesAHalfDownloadedFolder() throws IOException {
    write("meurosat");
    Files.delete(root.resolve("task_specs.pkl"));
    Refusal.of(() -> open("meurosat"), "MissingData", "task_specs.pkl", "recursix/geo-bench-1.0");
  }

  @Test
  void refusesATruncatedSample() throws IOException {
    write("meurosat");
    Path file = root.resolve("id_1905.hdf5");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 3));
    EoDataset dataset = open("meurosat");
    Refusal.of(
        () -> ComposedDataset.read(dataset, "id_1905", "optical", "B12"),
        "UnreadableHdf5",
        "id_1905.hdf5");
  }

  private void replace(Map<String, Object> arrays, String pickle) {
    try (WritableHdfFile out = HdfFile.write(root.resolve("id_1905.hdf5"))) {
      arrays.forEach(out::putDataset);
      out.putAttribute("pickle", pickle);
    }
  }

  private static String metadata(Object label) {
    return PickleBuilder.printed(
        PickleBuilder.of(Map.of("label", label, "bands_order", List.of("Red", "Green", "Blue"))));
  }

  /** A red band and two others of the given side. */
  private static Map<String, Object> colours(int side) {
    return Map.of("Red", new byte[32][32], "Green", new byte[side][side], "Blue", new byte[32][32]);
  }

  @Test
  void refusesMetadataThatCouldRunCode() throws IOException {
    write("mpv4ger");
    EoDataset dataset = open("mpv4ger");
    replace(colours(32), metadata(new Instance("os.system", List.of("true"), null)));
    Refusal.of(
        () -> ComposedDataset.read(dataset, "id_1905", "optical", "B4"),
        "RefusedPickle",
        "os.system",
        "id_1905.hdf5");
    replace(colours(32), "b'\\x80\\x04\\q'");
    Refusal.of(
        () -> ComposedDataset.read(dataset, "id_1905", "optical", "B4"),
        "attribute 'pickle'",
        "character");
  }

  @Test
  void refusesBandsOfDifferentSizes() throws IOException {
    write("mpv4ger");
    EoDataset dataset = open("mpv4ger");
    replace(colours(16), metadata(0));
    Refusal.of(
        () -> ComposedDataset.read(dataset, "id_1905", "optical", "B4", "B3"),
        "16 x 16",
        "band 'Green'",
        "32 x 32");
  }

  @Test
  void reportsALabelThatIsNoClass() throws IOException {
    write("mpv4ger");
    EoDataset dataset = open("mpv4ger");
    replace(colours(32), metadata(2));
    Sample sample = ComposedDataset.read(dataset, "id_1905", "optical", "B4");
    assertThat(new SampleCheck(dataset.spec()).problems(sample).toString())
        .contains("label 2", "no class", "id_1905");
    replace(colours(32), metadata("panel"));
    Refusal.of(() -> ComposedDataset.read(dataset, "id_1905", "optical", "B4"), "no label");
  }

  @Test
  void refusesALabelMapWithAnotherValue() throws IOException {
    write("mneontree");
    EoDataset dataset = open("mneontree", "dataset.num_classes=1", "dataset.classes=[No tree]");
    assertThat(dataset.remarks()).anyMatch(line -> line.contains("declares 2 classes"));
    Refusal.of(
        () -> ComposedDataset.read(dataset, "id_1905", "optical"),
        "UnknownLabel",
        "the label 1 is not a class",
        "id_1905.hdf5:/label");
  }

  @Test
  void refusesTasksWithoutLabels() throws IOException {
    write("meurosat");
    Refusal.of(
        () -> open("meurosat", "dataset.task=change_detection"),
        "TaskMismatch",
        "m-eurosat has no labels for change_detection",
        "classification");
    EoDataset masks = open("meurosat", "dataset.task=segmentation");
    Refusal.of(() -> ComposedDataset.read(masks, "id_1905", "optical"), "there is no band 'label'");
  }

  @Test
  void readsTheSamplesInTheOrderOfTheList() throws IOException {
    write("mpv4ger-seg");
    EoDataset dataset = open("mpv4ger-seg");
    assertThat(ComposedDataset.ids(dataset, Split.TRAIN)).containsExactly("id_1905", "id_1908");
    assertThat(ComposedDataset.ids(dataset, Split.TEST))
        .containsExactly(GeoBenchFixture.id(4), GeoBenchFixture.id(5));
  }
}
