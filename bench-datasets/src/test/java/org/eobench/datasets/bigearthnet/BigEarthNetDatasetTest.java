package org.eobench.datasets.bigearthnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ComposedDataset;
import org.eobench.datasets.LayoutTruth;
import org.eobench.datasets.Refusal;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.testing.layouts.patches.BigEarthNetFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigEarthNetDatasetTest {
  @TempDir Path root;
  @TempDir Path cache;

  private EoDataset open(String name, String... words) {
    return ComposedDataset.open(cache, name, root, words);
  }

  private EoDataset written(String name, boolean second, String... words) throws IOException {
    new BigEarthNetFixture(name, second).write(root);
    return open(name, words);
  }

  /** The values of a file at its own resolution. */
  private static float[] stored(Path file) {
    try (RasterSource source = RasterFile.of(file).open(1)) {
      return source.measured(new int[] {0}, 0, source.header().grid().all(), 1, null, null);
    }
  }

  /** All files of the recorded layout, and the 10 m bands and radar through the data set. */
  @Test
  void everyValueIsEqual() {
    LayoutTruth truth = LayoutTruth.of("bigearthnet_v2");
    for (String name : truth.files()) {
      if (name.endsWith(".tif")) {
        Path file = truth.folder().resolve(name);
        assertThat(truth.equal(file, stored(file))).as(name).isTrue();
      }
    }
    EoDataset dataset = ComposedDataset.open(cache, "bigearthnet", truth.folder());
    JsonNode rows = truth.entry("metadata.parquet").path("rows");
    assertThat(ComposedDataset.samples(dataset)).hasSize(rows.size());
    for (JsonNode row : rows) {
      SampleRef ref = ComposedDataset.ref(dataset, row.path("patch_id").asText());
      Sample sample =
          dataset.read(ref, Map.of("optical", List.of("B2", "B8"), "sar", List.of("VV", "VH")));
      PatchFiles files =
          PatchFiles.of(truth.folder(), Release.V2, ref.id(), row.path("s1_name").asText());
      int plane = 120 * 120;
      for (String modality : List.of("optical", "sar")) {
        float[] values = ComposedDataset.image(sample, modality).data();
        List<String> bands = modality.equals("sar") ? List.of("VV", "VH") : List.of("B2", "B8");
        for (int c = 0; c < 2; c++) {
          assertThat(
                  truth.equal(
                      files.band(modality, bands.get(c)),
                      Arrays.copyOfRange(values, c * plane, (c + 1) * plane)))
              .isTrue();
        }
      }
      boolean[] present = ((ImageClasses) sample.target()).present();
      for (int i = 0; i < present.length; i++) {
        String name = dataset.spec().classes().get(i);
        boolean listed = false;
        for (JsonNode label : row.path("labels")) {
          listed |= label.asText().equals(name);
        }
        assertThat(present[i]).as(name).isEqualTo(listed);
      }
    }
    assertThat(ComposedDataset.ids(dataset, Split.VAL))
        .containsExactly("S2A_MSIL2A_20170614T102021_N9999_R122_T32TQT_45_38");
  }

  /** Codes of CORINE that belong to none of the 19 classes do not count. */
  @Test
  void mapsHaveTheClassesOfTheirCodes() {
    LayoutTruth truth = LayoutTruth.of("bigearthnet_v2");
    EoDataset dataset = ComposedDataset.open(cache, "bigearthnet_segmentation", truth.folder());
    String patch = "S2A_MSIL2A_20170613T101031_N9999_R022_T33UUP_26_57";
    int[] labels = LabelMap.of(ComposedDataset.read(dataset, patch, "optical")).labels();
    float[] codes =
        stored(
            Objects.requireNonNull(
                PatchFiles.of(truth.folder(), Release.V2, patch, "S1_a_b_c_d").map()));
    Map<Integer, Integer> classes =
        Map.of(111, 0, 112, 0, 211, 2, 212, 2, 213, 2, 122, -1, 142, -1);
    for (int i = 0; i < labels.length; i++) {
      assertThat(labels[i]).isEqualTo(classes.get((int) codes[i]));
    }
  }

  @Test
  void coarseBandsAreResampledToTheFineOnes() throws IOException {
    EoDataset dataset = written("bigearthnet", true, "dataset.img_size=48");
    SampleRef ref = dataset.samples(Split.TRAIN).get(0);
    Sample sample = dataset.read(ref, Map.of("optical", List.of("B1", "B11", "B2")));
    assertThat(ComposedDataset.image(sample, "optical").data()).hasSize(3 * 48 * 48);
    assertThat(sample.acquisition().dates())
        .containsExactly(LocalDateTime.of(2017, 6, 13, 10, 10, 31));
    assertThat(Objects.requireNonNull(sample.acquisition().place()).longitude())
        .isBetween(12.0, 13.0);
  }

  @Test
  void theFirstVersionHasTheClassesOfCorineOrTheMergedOnes() throws IOException {
    EoDataset merged = written("bigearthnet_v1", false, "dataset.img_size=48");
    SampleRef ref = merged.samples(Split.TRAIN).get(0);
    // Continuous urban fabric, rice fields, and airports, which belong to none.
    boolean[] few = ((ImageClasses) merged.read(ref, Map.of()).target()).present();
    assertThat(few).hasSize(19);
    assertThat(few[0] && few[2]).isTrue();
    EoDataset all = open("bigearthnet_v1_43", "dataset.img_size=48");
    boolean[] many = ((ImageClasses) all.read(ref, Map.of()).target()).present();
    assertThat(many).hasSize(43);
    assertThat(many[0] && many[5] && many[13]).isTrue();
    assertThat(ComposedDataset.ids(all, Split.TEST))
        .containsExactly("S2A_MSIL2A_20170613T101031_26_54", "S2A_MSIL2A_20170613T101031_26_55");
  }

  @Test
  void refusesListsThatDoNotFit() throws IOException {
    written("bigearthnet_v1", false);
    Path list = root.resolve("bigearthnet-val.csv");
    String good = Files.readString(list);
    Files.writeString(list, good.replace(",", ";"));
    Refusal.of(() -> open("bigearthnet_v1"), "UnreadableList", "bigearthnet-val.csv", "line 1");
    Files.writeString(list, good.replace("S2A", "../S2A"));
    Refusal.of(() -> open("bigearthnet_v1"), "UnreadableList", "../S2A");
    Files.writeString(list, good.replace("26_52,", "26_99,"));
    Refusal.of(() -> open("bigearthnet_v1"), "MissingData", "26_99", "zenodo.org");
    Files.copy(root.resolve("bigearthnet-test.csv"), list, StandardCopyOption.REPLACE_EXISTING);
    Refusal.of(() -> open("bigearthnet_v1"), "DoubleSample", "26_54");
    Files.delete(list);
    Refusal.of(() -> open("bigearthnet_v1"), "MissingData", "bigearthnet-val.csv");
  }

  @Test
  void refusesOtherClassesBandsAndTasks() throws IOException {
    written("bigearthnet", true);
    Refusal.of(
        () -> open("bigearthnet", "dataset.classes=[a,b]", "dataset.num_classes=2"),
        "UnknownClass",
        "19 classes");
    Refusal.of(
        () ->
            open(
                "bigearthnet",
                "dataset.bands.optical=[B10]",
                "dataset.wavelengths.optical=[]",
                "dataset.data_mean.optical=[]",
                "dataset.data_std.optical=[]"),
        "UnknownBand",
        "B10");
    Refusal.of(() -> open("bigearthnet", "dataset.release=v1"), "bigearthnet-");
  }

  @Test
  void namesTheMissingBand() throws IOException {
    EoDataset dataset = written("bigearthnet", true, "dataset.img_size=48");
    SampleRef ref = dataset.samples(Split.TRAIN).get(0);
    Path band = PatchFiles.of(root, Release.V2, ref.id(), "S1A_a_b_c_d").band("optical", "B8A");
    Files.delete(band);
    Refusal.of(
        () -> dataset.read(ref, Map.of("optical", List.of("B8A"))), "MissingFile", "_B8A.tif");
  }
}
