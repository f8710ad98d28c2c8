package org.eobench.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.datasets.OpenedSet;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files of public sets. The numbers are those that NumPy reads with h5py and rasterio. */
class RealSeriesTest {
  private static final String PLOT = "Abies_alba_1_1005_WEFL_NLF";

  @TempDir Path root;
  @TempDir Path cache;

  private static List<Float> series(Sample sample, String modality, int band, int row, int col) {
    List<Float> values = new ArrayList<>();
    int frames = Objects.requireNonNull(sample.images().get(modality)).frames();
    for (int t = 0; t < frames; t++) {
      values.add(OpenedSet.value(sample, modality, band, t, row, col));
    }
    return values;
  }

  @Test
  void keepsThePlacesOfTheMonthsOfBioMassters() {
    OpenedSet set =
        OpenedSet.open(
            "biomassters",
            SharedFiles.require("data/biomassters"),
            cache,
            List.of(
                "dataset.img_size=128",
                "dataset.split={by:group,group:part,val_share:0,values:{train:train}}"));
    Sample sample = set.read("train/0060c0a5");
    float none = Float.NaN;
    assertThat(series(sample, "optical", 0, 5, 7))
        .containsExactly(118f, none, none, 4784f, none, 1418f, none, none, none, 169f, none, none);
    assertThat(series(sample, "sar", 2, 5, 7))
        .as("descending VV of September, December, February and June")
        .filteredOn(value -> !Float.isNaN(value))
        .hasSize(4)
        .allMatch(value -> value > -20 && value < 0);
    assertThat(sample.acquisition().dates()).as("months have no year").isEmpty();
    ValueMap biomass = (ValueMap) sample.target();
    double mean = 0;
    for (float value : biomass.values()) {
      mean += value / biomass.values().length;
    }
    assertThat(mean).isBetween(70.0, 110.0);
  }

  @BeforeEach
  void plot() throws IOException {
    Path file = SharedFiles.require("data/treesatai_ts/" + PLOT + ".h5");
    Files.createDirectories(root.resolve("sentinel-ts"));
    Files.createDirectories(root.resolve("labels"));
    Files.copy(file, root.resolve("sentinel-ts/" + PLOT + "_2020.h5"));
    Files.writeString(
        root.resolve("labels/TreeSatBA_v9_60m_multi_labels.json"),
        "{\"" + PLOT + ".tif\": [[\"Abies\", 0.93771], [\"Picea\", 0.06229]]}");
    Files.writeString(root.resolve("train_filenames.lst"), PLOT + ".tif\n");
    Files.writeString(root.resolve("val_filenames.lst"), "");
    Files.writeString(root.resolve("test_filenames.lst"), "");
  }

  private OpenedSet plots(String... overrides) {
    return OpenedSet.open("treesatai_ts", root, cache, List.of(overrides));
  }

  @Test
  void choosesTwelveDatesOfAForestPlot() {
    Sample sample = plots().read(PLOT + "/2020");
    assertThat(sample.acquisition().dates())
        .extracting(date -> date.toLocalDate().toString())
        .startsWith("2020-01-02", "2020-02-04", "2020-03-07")
        .endsWith("2020-11-27", "2020-12-30")
        .hasSize(12);
    assertThat(series(sample, "optical", 7, 2, 3))
        .containsExactly(
            430f, 1083f, 8013f, 2957f, 1093f, 8285f, 8045f, 3003f, 2559f, 11036f, 8392f, 1076f);
    assertThat(OpenedSet.value(sample, "sar", 0, 0, 0, 1))
        .as("of 2020-01-03, the nearest to 2020-01-02")
        .isEqualTo(0.1718258f);
    assertThat(OpenedSet.value(sample, "sar_descending", 0, 0, 0, 0))
        .as("of 2020-01-06")
        .isEqualTo(0.2626321f);
    assertThat(((ImageClasses) sample.target()).present())
        .as("Abies; Picea has less than 7 %")
        .startsWith(true, false)
        .containsOnlyOnce(true);
  }

  /**
   * The bands are in the order of their wavelengths: the spectrum of plants rises from B4 to B8A,
   * and B11 is above B12. In the order of the GeoTIFFs of the same plots, the fourth band would be
   * the near infrared. Of cloudless dates; the numbers are NumPy's {@code sort(x)[len(x) // 10]}.
   */
  @Test
  void theSpectrumShowsTheOrderOfTheBands() {
    Sample sample = plots("dataset.multi_temporal=146").read(PLOT + "/2020");
    Image image = Objects.requireNonNull(sample.images().get("optical"));
    int size = image.data().length / image.channels();
    List<Float> dark = new ArrayList<>();
    for (int band = 0; band < image.channels(); band++) {
      float[] values = Arrays.copyOfRange(image.data(), band * size, (band + 1) * size);
      Arrays.sort(values);
      dark.add(values[size / 10]);
    }
    assertThat(dark)
        .containsExactly(229f, 337f, 256f, 558f, 1047f, 1259f, 1345f, 1480f, 880f, 487f);
    assertThat(dark.subList(2, 8)).isSorted();
  }
}
