package org.eobench.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.LayoutTruth;
import org.eobench.datasets.OpenedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded layouts, file by file: the values are those that another library reads. Images are
 * {@code [C,T,H,W]}, the arrays of the files {@code [T,C,H,W]}.
 */
class RecordedSeriesTest {
  @TempDir Path cache;

  private List<Sample> all(OpenedSet set) {
    List<Sample> samples = new ArrayList<>();
    for (Split split : Split.values()) {
      set.ids(split).forEach(id -> samples.add(set.read(id)));
    }
    return samples;
  }

  private static Image image(Sample sample, String modality) {
    return Objects.requireNonNull(sample.images().get(modality), modality);
  }

  /** Some dates of an image as {@code [T,C,H,W]}. */
  private static float[] dates(Image image, int from, int to) {
    int plane = image.height() * image.width();
    float[] values = new float[(to - from) * image.channels() * plane];
    for (int t = from; t < to; t++) {
      for (int c = 0; c < image.channels(); c++) {
        System.arraycopy(
            image.data(),
            (c * image.frames() + t) * plane,
            values,
            ((t - from) * image.channels() + c) * plane,
            plane);
      }
    }
    return values;
  }

  /** The number of recorded files whose path contains a text. */
  private static int count(LayoutTruth truth, String part) {
    return (int) truth.files().stream().filter(name -> name.contains(part)).count();
  }

  private static int framesWithData(Image image) {
    int plane = image.height() * image.width();
    int count = 0;
    for (int t = 0; t < image.frames(); t++) {
      count += Float.isNaN(image.data()[t * plane]) ? 0 : 1;
    }
    return count;
  }

  private static List<String> days(List<LocalDateTime> dates) {
    return dates.stream().map(date -> date.format(DateTimeFormatter.BASIC_ISO_DATE)).toList();
  }

  @Test
  void readsEveryArrayOfPastis() throws IOException {
    LayoutTruth truth = LayoutTruth.of("pastis_r");
    Path root = truth.folder().resolve("PASTIS-R");
    OpenedSet set =
        OpenedSet.open(
            "pastis_r",
            root,
            cache,
            List.of(
                "dataset.img_size=32",
                "dataset.multi_temporal=8",
                "dataset.pairing=order",
                "dataset.nodata.optical=null"));
    assertThat(set.ids(Split.TRAIN)).containsExactly("10000", "10001", "10002");
    assertThat(set.ids(Split.VAL)).containsExactly("20000");
    assertThat(set.ids(Split.TEST)).containsExactly("30000");
    int arrays = 0;
    for (Sample sample : all(set)) {
      String id = sample.ref().id();
      for (List<String> sensor :
          List.of(
              List.of("optical", "S2"), List.of("sar", "S1A"), List.of("sar_descending", "S1D"))) {
        Image image = image(sample, sensor.get(0));
        Path file = root.resolve("DATA_" + sensor.get(1) + "/" + sensor.get(1) + "_" + id + ".npy");
        assertThat(truth.equal(file, dates(image, 0, framesWithData(image))))
            .as("%s", file)
            .isTrue();
        arrays++;
      }
      assertThat(days(sample.acquisition().dates()))
          .as(id)
          .isEqualTo(recordedDates(truth.entry("PASTIS-R/metadata.geojson").path("content"), id));
      Path file = root.resolve("ANNOTATIONS/TARGET_" + id + ".npy");
      byte[] stored = Files.readAllBytes(file);
      int start = 10 + (stored[8] & 0xFF) + 256 * (stored[9] & 0xFF);
      float[] planes = new float[stored.length - start];
      for (int i = 0; i < planes.length; i++) {
        planes[i] = stored[start + i] & 0xFF;
      }
      assertThat(truth.equal(file, planes)).as("%s", file).isTrue();
      int[] labels = LabelMap.of(sample).labels();
      for (int i = 0; i < labels.length; i++) {
        assertThat(labels[i]).isEqualTo(stored[start + i]);
      }
    }
    assertThat(arrays).isEqualTo(count(truth, "DATA_")).isEqualTo(15);
  }

  private static List<String> recordedDates(JsonNode metadata, String id) {
    for (JsonNode feature : metadata.path("features")) {
      JsonNode properties = feature.path("properties");
      if (properties.path("ID_PATCH").asText().equals(id)) {
        List<String> dates = new ArrayList<>();
        properties.path("dates-S2").forEach(date -> dates.add(date.asText()));
        return dates;
      }
    }
    throw new AssertionError(id);
  }

  @Test
  void readsEveryChipOfMultiTemporalCropsDateByDate() {
    LayoutTruth truth = LayoutTruth.of("mtcrop");
    OpenedSet set =
        OpenedSet.open(
            "mtcropclassification", truth.folder(), cache, List.of("dataset.img_size=48"));
    assertThat(set.ids(Split.TEST))
        .containsExactly("validation/chip_005_010", "validation/chip_102_104");
    int chips = 0;
    for (Sample sample : all(set)) {
      Image image = image(sample, "optical");
      String stem = sample.ref().id().replace("/", "_chips/");
      assertThat(truth.equal(truth.folder().resolve(stem + "_merged.tif"), dates(image, 0, 3)))
          .as(stem)
          .isTrue();
      for (int band = 0; band < 6; band++) {
        for (int date = 0; date < 3; date++) {
          assertThat(OpenedSet.value(sample, "optical", band, date, 0, 0) - 1000 * (date + 1))
              .as("value = 1000 * (date + 1) + 100 * band + noise below 50")
              .isBetween(100f * band, 100f * band + 49);
        }
      }
      int[] labels = LabelMap.of(sample).labels();
      float[] stored = new float[labels.length];
      for (int i = 0; i < stored.length; i++) {
        stored[i] = labels[i] + 1f; // 0, no label, is ignored.
      }
      assertThat(truth.equal(truth.folder().resolve(stem + ".mask.tif"), stored)).as(stem).isTrue();
      String line =
          truth
              .entry("chips_df.csv")
              .path("content")
              .asText()
              .lines()
              .filter(row -> row.startsWith(stem.substring(stem.indexOf('/') + 1)))
              .findFirst()
              .orElseThrow();
      assertThat(sample.acquisition().dates())
          .extracting(date -> date.toLocalDate().toString())
          .containsExactlyElementsOf(List.of(line.split(",")).subList(1, 4));
      chips++;
    }
    assertThat(chips).isEqualTo(count(truth, "_merged.tif")).isEqualTo(5);
  }

  @Test
  void readsEveryImageAndLabelOfDynamicEarthNet() {
    LayoutTruth truth = LayoutTruth.of("dynamicearthnet");
    String lists = "dataset.split.lists.%s=pangaea_npy/dynnet_training_splits/%1$s.txt";
    List<String> tiny =
        List.of(
            "dataset.img_size=24",
            String.format(lists, "train"),
            String.format(lists, "val"),
            String.format(lists, "test"));
    List<String> week = new ArrayList<>(tiny);
    week.add("dataset.multi_temporal=7");
    assertThat(files(truth, "dynamicearthnet", truth.folder(), week, 7, true))
        .as("seven days of two months of three areas")
        .isEqualTo(42);
    assertThat(
            files(
                truth,
                "dynamicearthnet_pangaea",
                truth.folder().resolve("pangaea_npy"),
                List.of("dataset.img_size=24", "dataset.multi_temporal=7"),
                7,
                false))
        .isEqualTo(42);
  }

  /** The recorded georeference of the images does not fit that of the labels. */
  @Test
  void readsEverySentinel2ImageOfDynamicEarthNet() {
    LayoutTruth truth = LayoutTruth.of("dynamicearthnet");
    OpenedSet set =
        OpenedSet.open(
            "dynamicearthnet_s2",
            truth.folder(),
            cache,
            List.of(
                "dataset.task=unlabelled",
                "dataset.mask=null",
                "~dataset.labels",
                "dataset.split.by=ratio"));
    List<Sample> samples = all(set);
    for (Sample sample : samples) {
      Path file = sample.ref().files().get(0);
      assertThat(truth.equal(file, image(sample, "optical").data())).as("%s", file).isTrue();
    }
    assertThat(samples).hasSize(count(truth, "sentinel2")).hasSize(6);
  }

  /** The number of images that are equal; a label belongs to each sample. */
  private int files(
      LayoutTruth truth,
      String dataset,
      Path root,
      List<String> overrides,
      int days,
      boolean planes) {
    OpenedSet set = OpenedSet.open(dataset, root, cache, overrides);
    assertThat(set.ids(Split.TRAIN)).hasSize(2).allMatch(id -> id.contains("1311_3077_13/2018/0"));
    assertThat(set.ids(Split.VAL)).hasSize(2).allMatch(id -> id.contains("2832_4366_13/2018/0"));
    assertThat(set.ids(Split.TEST)).hasSize(2).allMatch(id -> id.contains("2065_3647_13/2018/0"));
    int images = 0;
    for (Sample sample : all(set)) {
      SampleRef ref = sample.ref();
      Image image = image(sample, "optical");
      for (int day = 0; day < days; day++) {
        assertThat(truth.equal(ref.files().get(day), dates(image, day, day + 1)))
            .as("%s", ref.files().get(day))
            .isTrue();
        assertThat(ref.files().get(day).toString())
            .contains(sample.acquisition().dates().get(day).toLocalDate().toString());
        images++;
      }
      int[] labels = LabelMap.of(sample).labels();
      float[] stored = new float[(planes ? 7 : 1) * labels.length];
      for (int i = 0; i < labels.length; i++) {
        int label = labels[i] < 0 ? 6 : labels[i];
        stored[planes ? label * labels.length + i : i] = planes ? 255 : label;
      }
      Path file = ref.files().get(days);
      assertThat(truth.equal(file, stored)).as("%s", file).isTrue();
      assertThat(file.toString().replace('_', '-'))
          .contains(ref.id().substring(ref.id().length() - 7).replace('/', '-') + "-01");
    }
    return images;
  }
}
