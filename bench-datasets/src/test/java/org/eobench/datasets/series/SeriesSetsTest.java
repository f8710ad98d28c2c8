package org.eobench.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.OpenedSet;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.series.BioMasstersFixture;
import org.eobench.testing.layouts.series.DynamicEarthNetFixture;
import org.eobench.testing.layouts.series.MtCropFixture;
import org.eobench.testing.layouts.series.MtbsFixture;
import org.eobench.testing.layouts.series.PastisFixture;
import org.eobench.testing.layouts.series.Sen12MsFixture;
import org.eobench.testing.layouts.series.SouthSudanFixture;
import org.eobench.testing.layouts.series.TreeSatAiFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special in the layouts of single sets, and what their faults lead to. */
class SeriesSetsTest {
  @TempDir Path root;
  @TempDir Path cache;

  private OpenedSet open(LayoutFixture fixture, String... more) {
    List<String> words = new java.util.ArrayList<>(fixture.overrides());
    words.addAll(List.of(more));
    return OpenedSet.open(fixture.dataset(), root, cache, words);
  }

  private OpenedSet written(LayoutFixture fixture, String... more) throws IOException {
    fixture.write(root);
    return open(fixture, more);
  }

  private void replace(String file, String old, String other) throws IOException {
    Path path = root.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(old);
    Files.writeString(path, text.replace(old, other));
  }

  private void truncate(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(root.resolve(file));
    Files.write(root.resolve(file), java.util.Arrays.copyOf(bytes, bytes.length / 2));
  }

  @Test
  void dividesPastisByItsFoldsAndChoosesDatesInOrder() throws IOException {
    OpenedSet set = written(new PastisFixture("pastis"));
    assertThat(set.ids(Split.VAL)).containsExactlyInAnyOrder("40000", "10002");
    assertThat(set.ids(Split.TEST)).containsExactlyInAnyOrder("10001", "20002");
    Sample sample = set.read("10000");
    assertThat(sample.acquisition().dates())
        .extracting(date -> date.toLocalDate().toString())
        .as("dates 0, 1, 3, 4, 6 and 7 of eight")
        .containsExactly(
            "2018-09-17", "2018-11-01", "2019-01-30", "2019-03-16", "2019-06-14", "2019-07-29");
    assertThat(set.dataset().spec().classes()).hasSize(19);
    assertThat(LabelMap.of(set.read("10001")).labels()).as("with void").contains(18, 19, 4);
    assertThat(
            set.dataset().remarks().stream().filter(line -> line.contains("nearest image in time")))
        .hasSize(1);
  }

  @Test
  void namesWhatIsWrongWithFilesOfPastis() throws IOException {
    PastisFixture fixture = new PastisFixture("pastis");
    fixture.write(root);
    replace("metadata.geojson", "\"ID_PATCH\": 20000", "\"ID_PATCH\": 20009");
    assertThatThrownBy(() -> open(fixture))
        .hasMessageContaining("[Bench/MissingDate] no row of the table has the dates of '20000'")
        .hasMessageContaining("metadata.geojson");
    replace("metadata.geojson", "\"ID_PATCH\": 20009", "\"ID_PATCH\": 20000");
    replace(
        "metadata.geojson", "\"Fold\": 5, \"ID_PATCH\": 10001", "\"Fold\": 6, \"ID_PATCH\": 10001");
    assertThatThrownBy(() -> open(fixture))
        .hasMessageContaining("[Bench/UnknownSplit] the column Fold contains '6'");
    replace("metadata.geojson", "\"Fold\": 6", "\"Fold\": 5");
    NumpyFixture.npy(
        root.resolve("ANNOTATIONS/TARGET_10000.npy"), "|u1", new int[] {3, 16, 16}, i -> 20);
    assertThatThrownBy(() -> open(fixture).read("10000"))
        .hasMessageContaining("[Bench/UnknownLabel] the label 20 is not a class")
        .hasMessageContaining("TARGET_10000.npy");
    Files.delete(root.resolve("DATA_S1A/S1A_30000.npy"));
    assertThatThrownBy(() -> open(fixture))
        .hasMessageContaining("1 of 10 images have no sar image: 30000")
        .hasMessageContaining("S1A_30000.npy");
    fixture.write(root);
    truncate("DATA_S2/S2_30000.npy");
    assertThatThrownBy(() -> open(fixture)).hasMessageContaining("S2_30000.npy");
  }

  /** Bands by date, as the spectra show; other loaders read them by band. */
  @Test
  void readsThreeDatesOfSixBandsInTheOrderOfTheProduct() throws IOException {
    OpenedSet right = written(new MtCropFixture("mtcropclassification"));
    OpenedSet mixed = open(new MtCropFixture("mtcropclassification_pangaea"));
    Sample sample = right.read(right.ids(Split.TRAIN).get(0));
    Sample same = mixed.read(right.ids(Split.TRAIN).get(0));
    // Layer 3, counted from 0, is B8A of the first date; by band it would be B3 of the first date.
    assertThat(OpenedSet.value(sample, "optical", 3, 0, 2, 2))
        .isEqualTo(OpenedSet.value(same, "optical", 1, 0, 2, 2))
        .isGreaterThan(1900);
    assertThat(right.dataset().spec().classes()).hasSize(13).startsWith("Natural Vegetation");
    assertThat(mixed.dataset().spec().classes()).hasSize(14).startsWith("No Data");
    int[] labels = LabelMap.of(sample).labels();
    int[] shifted = LabelMap.of(same).labels();
    for (int i = 0; i < labels.length; i++) {
      assertThat(shifted[i]).isEqualTo(labels[i] < 0 ? -1 : labels[i] + 1);
    }
    assertThat(labels).contains(-1, 0, 12);
  }

  @Test
  void readsSeriesWithTheDatesLastAndChoosesTheNewest() throws IOException {
    SouthSudanFixture fixture = new SouthSudanFixture();
    fixture.write(root);
    // Value = 1000 * band + date, of 8 dates.
    int[] shape = {10, 16, 16, 8};
    byte[] optical = NumpyFixture.npy("<i8", shape, i -> 1000.0 * (i / 2048) + i % 8);
    byte[] sar = NumpyFixture.npy("<f8", new int[] {3, 16, 16, 7}, i -> -i / 1792 - 0.1 * (i % 7));
    NumpyFixture.npz(
        root.resolve("southsudan/npy/southsudan_000007.npz"), Map.of("s2", optical, "s1", sar));
    OpenedSet set = open(fixture);
    assertThat(set.ids(Split.TRAIN)).containsExactly("000007", "000047", "000087", "000127");
    assertThat(set.ids(Split.VAL)).containsExactly("000167", "000207");
    Sample sample = set.read("000007");
    for (int t = 0; t < 6; t++) {
      assertThat(OpenedSet.value(sample, "optical", 9, t, 3, 4)).isEqualTo(9002 + t);
    }
    assertThat(sample.acquisition().dates().get(5).toLocalDate()).hasToString("2017-03-14");
    assertThat(OpenedSet.value(sample, "sar", 1, 5, 0, 0))
        .as("VH of 2017-03-16, the nearest to 2017-03-14")
        .isEqualTo(-1.6f);
    assertThat(LabelMap.of(sample).labels()).contains(-1, 0, 3).doesNotContain(4);
    Files.delete(root.resolve("southsudan/s1/s1_southsudan_000007.json"));
    assertThatThrownBy(() -> open(fixture))
        .hasMessageContaining("s1_southsudan_000007.json")
        .hasMessageContaining("[Bench/MissingFile]");
  }

  @Test
  void anArchiveThatIsDamagedIsNamed() throws IOException {
    SouthSudanFixture fixture = new SouthSudanFixture();
    fixture.write(root);
    truncate("southsudan/npy/southsudan_000047.npz");
    assertThatThrownBy(() -> open(fixture)).hasMessageContaining("southsudan_000047.npz");
  }

  @Test
  void readsMonthsThatAChipLacks() throws IOException {
    OpenedSet set = written(new BioMasstersFixture());
    assertThat(set.dataset().remarks())
        .contains("optical: 4 of 14 samples lack dates of step_names; these have no data");
    assertThat(set.ids(Split.TEST)).allMatch(id -> id.startsWith("test/"));
    Sample sample = set.read("train/0003f2f1");
    for (int month = 0; month < 12; month++) {
      assertThat(Float.isNaN(OpenedSet.value(sample, "optical", 0, month, 0, 0)))
          .as("month %d", month)
          .isEqualTo(month == 3);
      assertThat(OpenedSet.value(sample, "sar", 3, month, 0, 0)).isLessThan(-10);
    }
  }

  @Test
  void readsDaysOfAMonthAndLabelsOfEitherSpelling() throws IOException {
    OpenedSet set = written(DynamicEarthNetFixture.PUBLISHED);
    Sample sample = set.read("10N/8E-174N/1311_3077_13/2018/02");
    assertThat(sample.acquisition().dates())
        .extracting(date -> date.toLocalDate().toString())
        .containsExactly(
            "2018-02-01", "2018-02-02", "2018-02-03", "2018-02-04", "2018-02-05", "2018-02-06");
    assertThat(sample.ref().files().get(6).getFileName().toString()).endsWith("2018_02_01.tif");
    assertThat(LabelMap.of(sample).labels()).as("snow does not count").contains(-1, 0, 5);
    Files.delete(sample.ref().files().get(6));
    assertThatThrownBy(() -> open(DynamicEarthNetFixture.PUBLISHED))
        .hasMessageContaining("1 of 6 images have no mask: 10N/8E-174N/1311_3077_13/2018/02");
    Files.writeString(
        root.resolve("dynnet_training_splits/test.txt"), "/a/b /labels/c.tif 2018-01");
    DynamicEarthNetFixture.PUBLISHED.write(root);
    Files.writeString(
        root.resolve("dynnet_training_splits/test.txt"), "/a/b /labels/c.tif 2018-01");
    assertThatThrownBy(() -> open(DynamicEarthNetFixture.PUBLISHED))
        .hasMessageContaining("[Bench/UnknownSample]")
        .hasMessageContaining("test.txt:1");
  }

  @Test
  void readsOtherImagesOfTheSamePlots() throws IOException {
    OpenedSet satellites = written(TreeSatAiFixture.SATELLITES);
    TreeSatAiFixture.AERIAL.write(root);
    OpenedSet aerial = open(TreeSatAiFixture.AERIAL);
    for (Split split : Split.values()) {
      assertThat(aerial.ids(split)).isEqualTo(satellites.ids(split)).isNotEmpty();
    }
    assertThat(aerial.dataset().spec().bands().keySet()).containsExactly("optical");
    Sample plot = satellites.read(satellites.ids(Split.TEST).get(0));
    assertThat(plot.images().keySet()).containsExactly("optical", "sar");
    assertThat(OpenedSet.value(plot, "optical", 3, 0, 0, 0))
        .as("the fourth band is near infrared")
        .isGreaterThan(1500);
    Files.writeString(
        root.resolve("labels/TreeSatBA_v9_60m_multi_labels.json"), "{\"a\": [[\"x\", 1]]}");
    assertThatThrownBy(() -> open(TreeSatAiFixture.SATELLITES))
        .hasMessageContaining("16 of 16 images have no label in the table");
  }

  @Test
  void simplifiesTheClassesOfTheLandCover() throws IOException {
    Sen12MsFixture fixture = new Sen12MsFixture();
    fixture.write(root);
    double[][] cover = new double[4][256];
    for (int i = 0; i < 256; i++) {
      cover[0][i] = 1 + i % 17;
      cover[1][i] = 99;
    }
    Path file = root.resolve("ROIs1158_spring/lc_1/ROIs1158_spring_lc_1_p30.tif");
    assertThat(file).exists();
    TiffBuilder.unsigned(16, 16, 16, cover).write(file);
    OpenedSet set = open(fixture);
    Sample sample = set.read("ROIs1158_spring/1/30");
    List<String> classes = set.dataset().spec().classes();
    int[] labels = LabelMap.of(sample).labels();
    List<String> names =
        java.util.stream.IntStream.range(0, 17).mapToObj(i -> classes.get(labels[i])).toList();
    assertThat(names)
        .containsExactly(
            "Forest",
            "Forest",
            "Forest",
            "Forest",
            "Forest",
            "Shrubland",
            "Shrubland",
            "Savanna",
            "Savanna",
            "Grassland",
            "Wetlands",
            "Croplands",
            "Urban/Built-up",
            "Croplands",
            "Snow/Ice",
            "Barren",
            "Water");
    assertThat(classes).hasSize(10);
    assertThat(OpenedSet.value(sample, "optical", 10, 0, 0, 0)).as("cirrus").isLessThan(30);
    assertThat(OpenedSet.value(sample, "sar", 1, 0, 0, 0)).as("VH").isLessThan(-12);
    cover[0][5] = 18;
    TiffBuilder.unsigned(16, 16, 16, cover).write(file);
    assertThatThrownBy(() -> open(fixture).read("ROIs1158_spring/1/30"))
        .hasMessageContaining("the mask contains 18, which dataset.labels does not list")
        .hasMessageContaining("lc_1_p30.tif, row 0, col 5");
  }

  @Test
  void findsFiresByTheirPositions() throws IOException {
    OpenedSet set = written(new MtbsFixture());
    assertThat(set.ids(Split.TRAIN))
        .as("positions 6, 1, 0 and 3 of the sorted images")
        .containsExactly(
            "Southern_Appalachia/fire_10",
            "Northern_Cascades/fire_9",
            "Northern_Cascades/fire_10",
            "Sierra_Nevada_Mountain_Range/fire_9");
    Sample sample = set.read("Northern_Cascades/fire_9");
    assertThat(sample.acquisition().dates())
        .extracting(date -> date.toLocalDate().toString())
        .as("three of four")
        .containsExactly("2020-06-13", "2020-07-13", "2020-08-13");
    assertThat(LabelMap.of(sample).labels()).contains(-1, 0, 5).doesNotContain(6);
    NumpyFixture.npy(root.resolve("mtbs_fires/splits/test.npy"), "<i8", new int[] {1}, i -> 8);
    assertThatThrownBy(() -> open(new MtbsFixture()))
        .hasMessageContaining("there is no image '8'")
        .hasMessageContaining("test.npy, element 0");
  }
}
