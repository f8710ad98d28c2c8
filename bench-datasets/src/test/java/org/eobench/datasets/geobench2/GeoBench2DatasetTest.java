package org.eobench.datasets.geobench2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ComposedDataset;
import org.eobench.datasets.Refusal;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.geobench.GeoBench2Sets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choices of data sets in archives, and archives that are damaged. */
class GeoBench2DatasetTest {
  private static final int PLANE = 32 * 32;

  @TempDir Path root;
  @TempDir Path cache;

  private EoDataset written(String name, String... words) throws IOException {
    LayoutFixture fixture =
        GeoBench2Sets.all().stream()
            .filter(one -> one.dataset().equals(name))
            .findFirst()
            .orElseThrow();
    fixture.write(root);
    return ComposedDataset.open(cache, name, root, words);
  }

  private static float[] values(EoDataset dataset, String modality, String... bands) {
    Sample sample = ComposedDataset.read(dataset, "sample_0", modality, bands);
    return ComposedDataset.image(sample, modality).data();
  }

  /** Decibels below zero are stored as 65529 for -7. */
  @Test
  void unsignedDecibelsBecomeNegative() throws IOException {
    float[] radar = values(written("geobench2_treesatai"), "sar", "VV", "VH");
    assertThat(radar).hasSize(2 * PLANE);
    assertThat(radar[0]).isBetween(-9f, -5f);
    assertThat(radar[PLANE]).isBetween(-18f, -11f);
  }

  @Test
  void datesOfFilesAreFramesAndAnElevationModelIsTheSameAtAll() throws IOException {
    EoDataset dataset = written("geobench2_kuro_siwo");
    Sample sample = ComposedDataset.read(dataset, "sample_0", "dem", "DEM");
    Image elevation = ComposedDataset.image(sample, "dem");
    assertThat(elevation.frames()).isEqualTo(3);
    assertThat(Arrays.copyOfRange(elevation.data(), 2 * PLANE, 3 * PLANE))
        .isEqualTo(Arrays.copyOf(elevation.data(), PLANE))
        .doesNotContain(Float.NaN);
    assertThat(values(dataset, "sar", "VV")).hasSize(3 * PLANE).doesNotContain(Float.NaN);
    assertThat(LabelMap.of(sample).labels()).contains(-1, 0, 1, 2);
  }

  @Test
  void daysAreChosenEvenly() throws IOException {
    float[] blue = values(written("geobench2_dynamic_earthnet"), "optical", "B2");
    // Days 0, 1, 3, 4, 6 and 7 of eight, each brighter by 1.
    assertThat(blue).hasSize(6 * PLANE);
    EoDataset last =
        ComposedDataset.open(
            cache,
            "geobench2_dynamic_earthnet",
            root,
            "dataset.dates=last",
            "dataset.multi_temporal=1");
    assertThat(values(last, "optical", "B2"))
        .isEqualTo(Arrays.copyOfRange(blue, 5 * PLANE, 6 * PLANE));
  }

  @Test
  void codesOfMasksAreMergedByTheLegend() throws IOException {
    EoDataset dataset = written("geobench2_flair2");
    int[] labels = LabelMap.of(ComposedDataset.read(dataset, "sample_0", "optical")).labels();
    assertThat(Arrays.stream(labels).distinct().sorted().toArray())
        .containsExactly(0, 1, 4, 11, 12);
  }

  @Test
  void refusesMoreDatesThanAreWanted() throws IOException {
    EoDataset dataset = written("geobench2_pastis", "dataset.dates=null");
    Refusal.of(
        () -> values(dataset, "optical", "B2"),
        "TooManyDates",
        "sample_0 has 9 dates",
        "set `dataset.dates=spread`");
  }

  @Test
  void refusesAMissingPart() throws IOException {
    written("geobench2_pastis");
    Files.delete(root.resolve("geobench_pastis.0001.part.tortilla"));
    Refusal.of(
        () -> ComposedDataset.open(cache, "geobench2_pastis", root),
        "MissingData",
        "geobench_pastis.0001.part.tortilla",
        "huggingface.co/datasets/aialliance/pastis");
  }

  @Test
  void refusesTheSamePartTwice() throws IOException {
    written("geobench2_pastis");
    String part = "geobench_pastis.0000.part.tortilla";
    Refusal.of(
        () ->
            ComposedDataset.open(
                cache, "geobench2_pastis", root, "dataset.files=[" + part + "," + part + "]"),
        "DoubleSample",
        "sample_0");
  }

  @Test
  void refusesAnUnknownFileOfASample() throws IOException {
    EoDataset dataset = written("geobench2_caffe", "dataset.images.sar=image");
    Refusal.of(
        () -> values(dataset, "sar", "GRAY"),
        "MissingFile",
        "'image'",
        "img",
        "dataset.images.sar");
  }

  @Test
  void refusesAnotherNumberOfBands() throws IOException {
    EoDataset dataset =
        written(
            "geobench2_burn_scars",
            "dataset.bands.optical=[B2,B3]",
            "dataset.data_mean.optical=[]",
            "dataset.data_std.optical=[]");
    Refusal.of(() -> values(dataset, "optical", "B2"), "BandCount", "6 bands");
  }

  @Test
  void refusesALabelThatIsNoClass() throws IOException {
    EoDataset dataset =
        written("geobench2_cloudsen12", "dataset.classes=[clear,cloud]", "dataset.num_classes=2");
    Refusal.of(
        () -> ComposedDataset.read(dataset, "sample_0", "optical"),
        "UnknownLabel",
        "the label 2 is not a class",
        "file target");
    EoDataset patches =
        written("geobench2_benv2", "dataset.classes=[Pastures]", "dataset.num_classes=1");
    Refusal.of(
        () -> ComposedDataset.read(patches, "sample_0", "optical"), "UnknownLabel", "Urban fabric");
  }

  /** A header, a table or a file that points out of the archive, and an archive that ends early. */
  @Test
  void refusesADamagedArchive() throws IOException {
    written("geobench2_caffe");
    Path file = root.resolve("geobench_caffe.tortilla");
    byte[] good = Files.readAllBytes(file);
    for (Map.Entry<Integer, Long> change :
        Map.of(2, -1L, 2 + Long.BYTES, (long) good.length, 3, 1L << 40).entrySet()) {
      byte[] bad = good.clone();
      ByteBuffer.wrap(bad)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(change.getKey(), change.getValue());
      Files.write(file, bad);
      Refusal.of(
          () -> ComposedDataset.open(cache, "geobench2_caffe", root),
          "[Bench/",
          "geobench_caffe.tortilla");
    }
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    Refusal.of(
        () -> ComposedDataset.open(cache, "geobench2_caffe", root),
        "UnreadableTortilla",
        "outside the file");
    Files.write(file, new byte[] {'#', 'y'});
    Refusal.of(() -> ComposedDataset.open(cache, "geobench2_caffe", root), "UnreadableTortilla");
    Files.writeString(file, "<html>not found</html> and some more text to be long enough");
    Refusal.of(
        () -> ComposedDataset.open(cache, "geobench2_caffe", root), "a web page", "a tortilla");
  }

  /** Inner archives are read when a sample is, and their offsets count from their own start. */
  @Test
  void refusesADamagedSample() throws IOException {
    EoDataset dataset = written("geobench2_caffe");
    Path file = root.resolve("geobench_caffe.tortilla");
    byte[] bytes = Files.readAllBytes(file);
    bytes[200] = 'x';
    Files.write(file, bytes);
    assertThat(dataset.samples(Split.TRAIN)).hasSize(2);
    Refusal.of(
        () -> values(dataset, "sar", "GRAY"), "UnreadableTortilla", "does not begin with #y");
  }
}
