package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.testing.NumpyFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates of several sensors: from tables, paired in three ways, and missing months. */
class SensorDatesTest {
  private static final String ARRAYS =
      """
      images:
        optical: {files: 's2_{id}.npy', axes: TCHW, timestamps: {file: dates.csv, id: chip, dates: s2}}
        sar: {files: 's1_{id}.npy', axes: TCHW, timestamps: {file: dates.csv, id: chip, dates: s1}}
      mask: 'm_{id}.npy'
      bands: {optical: [B2], sar: [VV]}
      classes: [a]
      num_classes: 1
      multi_temporal: 3
      dates: spread
      """;

  @TempDir Path root;
  @TempDir Path cache;

  private Sample read(String keys) {
    return OwnFolder.read(OwnFolder.open(root, cache, keys), "a");
  }

  private static List<Float> firstPixels(Sample sample, String modality) {
    Image image = Objects.requireNonNull(sample.images().get(modality));
    List<Float> values = new ArrayList<>();
    for (int t = 0; t < image.frames(); t++) {
      values.add(image.data()[t * image.height() * image.width()]);
    }
    return values;
  }

  /** Series of 5 and 4 dates, whose values are 10 and 100 times the position. */
  private void arrays(String dates) throws IOException {
    NumpyFixture.npy(root.resolve("s2_a.npy"), "<i2", new int[] {5, 1, 2, 2}, i -> i / 4 * 10);
    NumpyFixture.npy(root.resolve("s1_a.npy"), "<f2", new int[] {4, 1, 2, 2}, i -> i / 4 * 100);
    NumpyFixture.npy(root.resolve("m_a.npy"), "|u1", new int[] {2, 2}, i -> 0);
    Files.writeString(root.resolve("dates.csv"), dates);
  }

  private static final String DATES =
      "chip;s2;s1\na;['2019-01-01', '2019-02-01', '2019-03-01', '2019-04-01', '2019-05-01'];"
          + "[20181220, 20190301, 20190310, 20190420]\n";

  @Test
  void pairsSensorsByDateByOrderOrByTheNearestDate() throws IOException {
    arrays(DATES);
    Sample byDate = read(ARRAYS);
    assertThat(byDate.acquisition().dates())
        .as("8 dates of both, of which the first, a middle one and the last")
        .hasToString("[2018-12-20T12:00, 2019-03-10T12:00, 2019-05-01T12:00]");
    assertThat(firstPixels(byDate, "optical")).containsExactly(Float.NaN, Float.NaN, 40f);
    assertThat(firstPixels(byDate, "sar")).containsExactly(0f, 200f, Float.NaN);

    Sample inOrder = read(ARRAYS + "pairing: order\n");
    assertThat(inOrder.acquisition().dates())
        .hasToString("[2019-01-01T12:00, 2019-03-01T12:00, 2019-05-01T12:00]");
    assertThat(firstPixels(inOrder, "optical")).containsExactly(0f, 20f, 40f);
    assertThat(firstPixels(inOrder, "sar")).containsExactly(0f, 200f, 300f);

    EoDataset dataset = OwnFolder.open(root, cache, ARRAYS + "pairing: nearest\n");
    Sample nearest = OwnFolder.read(dataset, "a");
    assertThat(firstPixels(nearest, "optical")).containsExactly(0f, 20f, 40f);
    assertThat(firstPixels(nearest, "sar")).containsExactly(0f, 100f, 300f);
    assertThat(dataset.remarks())
        .contains(
            "sar: each date has the nearest image in time, at most 12 days apart"
                + " (dataset.pairing=nearest)");
  }

  @Test
  void saysWhatIsWrongWithATableOfDates() throws IOException {
    arrays(DATES.replace("\na;", "\nb;"));
    assertThatThrownBy(() -> read(ARRAYS))
        .hasMessageContaining("[Bench/MissingDate] no row of the table has the dates of 'a'")
        .hasMessageContaining("dates.csv")
        .hasMessageContaining("the column chip: ");
    arrays(DATES.replace(", '2019-05-01'", ""));
    assertThatThrownBy(() -> read(ARRAYS))
        .hasMessageContaining("the array has 5 dates, but timestamps has 4");
    arrays(DATES.replace("20190310", "20191310"));
    assertThatThrownBy(() -> read(ARRAYS))
        .hasMessageContaining("'20191310' at position 2 is not a date");
    arrays(DATES.replace("[20181220, 20190301, 20190310, 20190420]", ""));
    assertThatThrownBy(() -> read(ARRAYS)).hasMessageContaining("the column s1 is empty");
    arrays(DATES + "a;['2019-01-01'];20190101\n");
    assertThatThrownBy(() -> read(ARRAYS))
        .hasMessageContaining("'a' is listed twice, also in")
        .hasMessageContaining("dates.csv:2");
    arrays(DATES);
    assertThatThrownBy(() -> read(ARRAYS.replace("dates: s1", "dates: s3")))
        .hasMessageContaining("the table has no column 's3'")
        .hasMessageContaining("did you mean s1 or s2?");
    assertThatThrownBy(() -> read(ARRAYS.replace("dates: s1", "dates: []")))
        .hasMessageContaining("dates must be the name of a column, or a list of columns");
  }

  @Test
  void readsADateFromEachOfSeveralColumnsAndFromAFileOfEachSample() throws IOException {
    NumpyFixture.npy(root.resolve("s2_a.npy"), "<i2", new int[] {2, 1, 2, 2}, i -> i / 4 * 10);
    NumpyFixture.npy(root.resolve("m_a.npy"), "|u1", new int[] {2, 2}, i -> 0);
    String keys =
        "images: {optical: {files: 's2_{id}.npy', axes: TCHW, timestamps: %s}}\n"
            + "mask: 'm_{id}.npy'\n"
            + "bands: {optical: [B2]}\n"
            + "classes: [a]\n"
            + "num_classes: 1\n"
            + "multi_temporal: 2\n";
    Files.writeString(root.resolve("d.csv"), "id,first,last\na,2022-03-17,2022-09-05\n");
    assertThat(
            read(keys.formatted("{file: d.csv, id: id, dates: [first, last]}"))
                .acquisition()
                .dates())
        .hasToString("[2022-03-17T12:00, 2022-09-05T12:00]");
    Files.writeString(
        root.resolve("a.json"), "{\"n\": 2, \"dates\": [\"2017-01-03\", \"2017-01-13\"]}");
    assertThat(read(keys.formatted("{file: '{id}.json', dates: dates}")).acquisition().dates())
        .hasToString("[2017-01-03T12:00, 2017-01-13T12:00]");
    assertThatThrownBy(() -> read(keys.formatted("{file: '{id}.json', dates: days}")))
        .hasMessageContaining("the file has no list 'days'")
        .hasMessageContaining("a.json");
  }

  @Test
  void aPairingByTimeNeedsDates() throws IOException {
    arrays(DATES);
    String unknown = ARRAYS.replace(", timestamps: {file: dates.csv, id: chip, dates: s1}", "");
    assertThatThrownBy(() -> read(unknown + "pairing: nearest\n"))
        .hasMessageContaining("the dates are unknown, but dataset.pairing is nearest")
        .hasMessageContaining("images.sar, ")
        .hasMessageContaining("`dataset.pairing=order`");
  }

  @Test
  void keepsThePlacesOfMissingMonths() {
    String keys =
        """
        images:
          optical: {files: '{id}_S2_{step}.tif', step_names: ['00', '01', '02'], missing_steps: empty}
          sar: {files: '{id}_S1_{step}.tif', step_names: ['00', '01', '02'], missing_steps: empty}
        mask: '{id}_m.tif'
        bands: {optical: [B2], sar: [VV]}
        classes: [a]
        num_classes: 1
        multi_temporal: 3
        """;
    OwnFolder.tiff(root.resolve("a_S2_02.tif"), 1, 2, 2, 10, i -> 22);
    OwnFolder.tiff(root.resolve("a_S1_00.tif"), 1, 2, 2, 10, i -> 10);
    OwnFolder.tiff(root.resolve("a_S1_02.tif"), 1, 2, 2, 10, i -> 12);
    OwnFolder.mask(root.resolve("a_m.tif"), 2, 2);
    EoDataset dataset = OwnFolder.open(root, cache, keys);
    Sample sample = OwnFolder.read(dataset, "a");
    assertThat(firstPixels(sample, "optical")).containsExactly(Float.NaN, Float.NaN, 22f);
    assertThat(firstPixels(sample, "sar"))
        .as("no sensor has 01")
        .containsExactly(10f, Float.NaN, 12f);
    assertThat(dataset.remarks())
        .contains("optical: 1 of 1 samples lack dates of step_names; these have no data");
    assertThatThrownBy(() -> read(keys.replace("missing_steps: empty", "missing_steps: error")))
        .hasMessageContaining("sample a has no file of step 00")
        .hasMessageContaining("`missing_steps: empty`");
    assertThatThrownBy(() -> read(keys.replace("step_names: ['00', '01', '02'], ", "")))
        .hasMessageContaining("missing_steps=empty needs step_names");
  }

  @Test
  void readsSomeOfTheBandsOfAFile() {
    String keys =
        "images: {sar: {files: '{id}_S1.tif', file_bands: [VV, VH, angle]}}\nmask: '{id}_m.tif'\n"
            + "bands: {sar: [VH, VV]}\nclasses: [a]\nnum_classes: 1\n";
    OwnFolder.tiff(root.resolve("a_S1.tif"), 3, 2, 2, 10, i -> i / 4 + 1);
    OwnFolder.mask(root.resolve("a_m.tif"), 2, 2);
    Image image = OwnFolder.image(read(keys), "sar");
    assertThat(image.data()).containsExactly(2, 2, 2, 2, 1, 1, 1, 1);
    assertThatThrownBy(() -> read(keys.replace("VV, VH, angle", "VV, VH")))
        .hasMessageContaining("3 bands");
    assertThatThrownBy(() -> read(keys.replace("[VV, VH, angle]", "[VV, angle]")))
        .hasMessageContaining("file_bands=[VV, angle] must list all bands of a file with several");
  }
}
