package org.eobench.datasets.geobench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.FilePart;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ComposedDataset;
import org.eobench.datasets.LayoutTruth;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.Hdf5Container;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four data sets of GEO-Bench 1.0, equal to what h5py and Python read of them. */
class GeoBenchTruthTest {
  @TempDir Path cache;

  @ParameterizedTest
  @CsvSource({
    "meurosat, classification_v1.0/m-eurosat, 64, ''",
    "mbigearthnet, classification_v1.0/m-bigearthnet, 20, ''",
    "mforestnet, classification_v1.0/m-forestnet, 24, ''",
    "mcashew-plantation, segmentation_v1.0/m-cashew-plant, 32, Cloud Probability"
  })
  void everyValueIsEqual(String name, String folder, int size, String unread) {
    LayoutTruth truth = LayoutTruth.of("geobench_v1");
    EoDataset dataset = open(truth, name, folder, "dataset.img_size=" + size);
    List<String> bands = ComposedDataset.bands(dataset, "optical");
    List<SampleRef> samples = ComposedDataset.samples(dataset);
    assertThat(samples)
        .hasSize(
            (int)
                truth.files().stream()
                    .filter(file -> file.startsWith(folder + "/") && file.endsWith(".hdf5"))
                    .count());
    for (SampleRef ref : samples) {
      JsonNode entry = truth.entry(folder + "/" + ref.id() + ".hdf5");
      Sample sample = dataset.read(ref, Map.of("optical", bands));
      float[] values = ComposedDataset.image(sample, "optical").data();
      List<String> stored = stored(entry, unread);
      assertThat(stored).hasSameSizeAs(bands);
      int plane = size * size;
      for (int c = 0; c < bands.size(); c++) {
        String own = named(stored, name, bands.get(c), c);
        assertThat(
                LayoutTruth.equal(
                    entry.path("datasets").path(own),
                    Arrays.copyOfRange(values, c * plane, (c + 1) * plane)))
            .as("%s of %s is %s", bands.get(c), ref.id(), own)
            .isTrue();
      }
      requireLabel(entry, sample);
      requireDate(entry.path("pickle"), sample);
      requirePlace(name, entry.path("pickle"), sample);
    }
  }

  private EoDataset open(LayoutTruth truth, String name, String folder, String... words) {
    return ComposedDataset.open(cache, name, truth.folder().resolve(folder), words);
  }

  /** The names of the bands in the order of the metadata, which is that of the published lists. */
  private static List<String> stored(JsonNode entry, String unread) {
    List<String> names = new ArrayList<>();
    for (JsonNode node : entry.path("pickle").path("bands_order")) {
      String name = node.asText();
      if (!name.equals("label") && (unread.isEmpty() || !name.startsWith(unread))) {
        names.add(name);
      }
    }
    return names;
  }

  /** m-forestnet lists red before green before blue; the others are in the order of the config. */
  private static String named(List<String> stored, String dataset, String band, int position) {
    if (!dataset.equals("mforestnet")) {
      return stored.get(position);
    }
    Map<String, String> numbers =
        Map.of("B2", "02", "B3", "03", "B4", "04", "B8", "05", "B11", "06", "B12", "07");
    String number = Objects.requireNonNull(numbers.get(band));
    return stored.stream().filter(one -> one.startsWith(number)).findFirst().orElseThrow();
  }

  private static void requireLabel(JsonNode entry, Sample sample) {
    JsonNode label = entry.path("pickle").path("label");
    if (sample.target() instanceof ImageClass one) {
      assertThat(one.label()).isEqualTo(label.asInt());
    } else if (sample.target() instanceof ImageClasses several) {
      assertThat(several.present()).hasSize(43).hasSameSizeAs(new boolean[label.size()]);
      for (int i = 0; i < label.size(); i++) {
        assertThat(several.present()[i]).isEqualTo(label.get(i).asInt() == 1);
      }
    } else {
      int[] labels = ((LabelMap) sample.target()).labels();
      float[] values = new float[labels.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = labels[i];
      }
      assertThat(LayoutTruth.equal(entry.path("datasets").path("label"), values)).isTrue();
    }
  }

  private static void requireDate(JsonNode pickle, Sample sample) {
    List<LocalDateTime> expected =
        pickle.path("date").isNull()
            ? List.of()
            : List.of(LocalDateTime.parse(pickle.path("date").asText() + "T12:00:00"));
    assertThat(sample.acquisition().dates()).isEqualTo(expected);
  }

  /** The place in the files of m-eurosat is that of another image, and is not used. */
  private static void requirePlace(String dataset, JsonNode pickle, Sample sample) {
    if (pickle.path("transform").isNull() || dataset.equals("meurosat")) {
      assertThat(sample.acquisition().place()).isNull();
      return;
    }
    Footprint ground = Objects.requireNonNull(sample.acquisition().footprint());
    assertThat(ground.toString()).contains(String.valueOf(pickle.path("epsg").asInt()));
    assertThat(sample.acquisition().groundResolution()).isEqualTo(10.0);
  }

  @Test
  void partitionsAreInTheOrderOfTheirFiles() {
    LayoutTruth truth = LayoutTruth.of("geobench_v1");
    String folder = "classification_v1.0/m-eurosat";
    EoDataset all = open(truth, "meurosat", folder);
    assertThat(ComposedDataset.ids(all, Split.TRAIN))
        .containsExactly("id_1905", "id_1908", "id_1911", "id_1914");
    assertThat(ComposedDataset.ids(all, Split.VAL)).containsExactly("id_1917", "id_1920");
    EoDataset half = open(truth, "meurosat", folder, "dataset.partition=0.50x_train");
    assertThat(ComposedDataset.ids(half, Split.TRAIN)).containsExactly("id_1905", "id_1908");
    assertThat(ComposedDataset.ids(half, Split.TEST))
        .isEqualTo(ComposedDataset.ids(all, Split.TEST));
  }

  @Test
  void statisticsAreThoseOfTheFolderOrOfPangaea() {
    LayoutTruth truth = LayoutTruth.of("geobench_v1");
    String folder = "classification_v1.0/m-eurosat";
    JsonNode stats = truth.entry(folder + "/band_stats.json").path("content");
    EoDataset dataset = open(truth, "meurosat", folder);
    int cirrus = ComposedDataset.bands(dataset, "optical").indexOf("B10");
    JsonNode own = stats.path("09 - Water vapour");
    assertThat(dataset.spec().stats("optical").mean().get(cirrus))
        .isEqualTo(own.path("mean").asDouble());
    assertThat(dataset.spec().stats("optical").std().get(cirrus))
        .isEqualTo(own.path("std").asDouble());
    assertThat(dataset.spec().stats("optical").max().get(cirrus))
        .isEqualTo(own.path("max").asDouble());
    EoDataset pangaea = open(truth, "meurosat", folder, "protocol=pangaea");
    assertThat(ComposedDataset.bands(pangaea, "optical").get(9)).isEqualTo("B9");
    assertThat(pangaea.spec().stats("optical").mean().get(9)).isEqualTo(12.0419);
    assertThat(pangaea.spec().stats("optical").max()).hasSize(13);
    assertThat(pangaea.remarks()).anyMatch(line -> line.contains("band_names=as_published"));
  }

  @Test
  void describesTheTask() {
    LayoutTruth truth = LayoutTruth.of("geobench_v1");
    for (String folder :
        List.of(
            "classification_v1.0/m-eurosat",
            "classification_v1.0/m-bigearthnet",
            "classification_v1.0/m-forestnet",
            "segmentation_v1.0/m-cashew-plant")) {
      String name = folder + "/task_specs.pkl";
      JsonNode entry = truth.entry(name);
      TaskSpecs specs = TaskSpecs.read(truth.folder().resolve(name));
      List<String> bands = new ArrayList<>();
      entry.path("bands").forEach(band -> bands.add(band.asText()));
      assertThat(specs.bands()).isEqualTo(bands);
      assertThat(specs.classes()).isEqualTo(entry.path("n_classes").asInt());
    }
  }

  /** The place that the files of m-eurosat name, which is that of AnnualCrop_1. */
  @Test
  void readsTheTransformAsItIs() {
    Path root = LayoutTruth.of("geobench_v1").folder();
    Path file = root.resolve("classification_v1.0/m-eurosat/id_1905.hdf5");
    try (Hdf5Container arrays = Hdf5Container.open(FilePart.whole(file))) {
      Grid grid = SampleMetadata.of(arrays).placed("04 - Red", Grid.plain(64, 64));
      assertThat(grid.epsg()).isEqualTo(32635);
      assertThat(grid.transform())
          .isEqualTo(
              new GeoTransform(
                  10.00570688714736, 0, 624602.2348443292, 0, -9.994088099999352, 4877286.033637));
    }
  }
}
