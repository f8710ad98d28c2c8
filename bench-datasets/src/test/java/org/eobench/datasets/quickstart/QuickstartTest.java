package org.eobench.datasets.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ConfigFiles;
import org.eobench.testing.DatasetContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  @TempDir Path cache;

  private static QuickstartConfig shipped() {
    return ConfigFiles.bind("quickstart", QuickstartConfig.class, text -> text);
  }

  private static QuickstartConfig small() {
    return ConfigFiles.bind(
        "quickstart",
        QuickstartConfig.class,
        text ->
            text.replace("img_size: 128", "img_size: 32")
                .replace("training_chips: 30", "training_chips: 4")
                .replace("test_chips: 8", "test_chips: 2"));
  }

  private EoDataset open(QuickstartConfig config) {
    return new Quickstart(QuickstartKind.SEGMENTATION).open(config, DatasetContexts.of(cache));
  }

  @Test
  void shippedStatisticsAreThoseOfTheTrainingSplit() {
    QuickstartConfig config = shipped();
    EoDataset dataset = open(config);
    assertThat(dataset.samples(Split.TRAIN)).hasSize(27);
    assertThat(dataset.samples(Split.VAL)).hasSize(3);
    assertThat(dataset.samples(Split.TEST)).hasSize(8);
    double[] sum = new double[6];
    double[] squares = new double[6];
    long[] labels = new long[3];
    long pixels = 0;
    for (SampleRef ref : dataset.samples(Split.TRAIN)) {
      Sample sample = dataset.read(ref, config.facts().bands());
      float[] values = Objects.requireNonNull(sample.images().get("optical")).data();
      int plane = values.length / 6;
      for (int i = 0; i < values.length; i++) {
        // The shipped statistics count a pixel without data as 0, which is fill_value.
        double value = Float.isNaN(values[i]) ? 0 : values[i];
        sum[i / plane] += value;
        squares[i / plane] += value * value;
      }
      for (int label : LabelMap.of(sample).labels()) {
        labels[label + 1]++;
      }
      pixels += plane;
    }
    BandStats stats = dataset.spec().stats("optical");
    for (int band = 0; band < 6; band++) {
      double mean = sum[band] / pixels;
      double std = Math.sqrt(squares[band] / pixels - mean * mean);
      assertThat(stats.mean().get(band)).isCloseTo(mean, Offset.offset(1e-5));
      assertThat(stats.std().get(band)).isCloseTo(std, Offset.offset(1e-5));
    }
    double burnt = (double) labels[2] / (labels[1] + labels[2]);
    assertThat(burnt).isBetween(0.15, 0.30);
    assertThat(dataset.spec().distribution().get(1)).isCloseTo(burnt, Offset.offset(1e-5));
    assertThat(labels[0]).as("pixels without data").isPositive();
  }

  @Test
  void drawsTheSameChipsAgain() {
    assertThat(new BurnScene(48, 11).values()).isEqualTo(new BurnScene(48, 11).values());
    assertThat(new BurnScene(48, 11).labels()).isEqualTo(new BurnScene(48, 11).labels());
    assertThat(new BurnScene(48, 12).values()).isNotEqualTo(new BurnScene(48, 11).values());
  }

  /** Whoever changes what is drawn raises the version of the data sets. */
  @Test
  void drawsTheChipsOfItsVersion() {
    assertThat(Arrays.hashCode(new BurnScene(128, 12).values())).isEqualTo(1_714_017_843);
    assertThat(Arrays.hashCode(new BurnScene(128, 12).labels())).isEqualTo(301_465_601);
  }

  @Test
  void georeferencesItsChips() {
    EoDataset dataset = open(small());
    SampleRef ref = dataset.samples(Split.TEST).get(0);
    for (Path file : ref.files()) {
      try (GeoTiffReader reader = GeoTiffReader.open(file)) {
        GeoTiffInfo info = reader.info();
        assertThat(info.epsg()).isEqualTo(32610);
        assertThat(Objects.requireNonNull(info.transform()).a()).isEqualTo(30);
        assertThat(info.nodata()).isNotNull();
      }
    }
  }

  @Test
  void severalProgramsMayMakeItAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> sizes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        sizes.add(threads.submit(() -> open(small()).samples(Split.TEST).size()));
      }
      for (Future<Integer> size : sizes) {
        assertThat(size.get()).isEqualTo(2);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(names(cache)).hasSize(1).allMatch(name -> name.startsWith("quickstart-"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
