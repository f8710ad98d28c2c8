package org.eobench.datasets.c2smsfloods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ConfigFiles;
import org.eobench.datasets.LayoutTruth;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.layouts.C2sMsFloodsFixture;
import org.eobench.testing.layouts.TinyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class C2sMsFloodsDatasetTest {
  private static final Map<String, List<String>> ALL =
      Map.of("optical", C2sMsFloodsFixture.OPTICAL, "sar", List.of("VV", "VH"));

  @TempDir Path root;
  @TempDir Path cache;

  private C2sMsFloodsDataset open(UnaryOperator<String> edit) {
    C2sMsFloodsConfig config =
        ConfigFiles.bind(
            "c2smsfloods",
            C2sMsFloodsConfig.class,
            text -> edit.apply(text.replace("./data/c2smsfloods", root.toString())));
    return C2sMsFloodsDataset.open(config, DatasetContexts.of(cache));
  }

  private C2sMsFloodsDataset written(UnaryOperator<String> edit) {
    C2sMsFloodsFixture.chips(root);
    return open(edit);
  }

  /** With the bands of the datacubes. */
  private static String cubes(String text) {
    return text.replace("datacubes: null", "datacubes: datacube/chips_512_v1")
        .replaceFirst(
            "optical: \\[B1,.*\\]\n  sar: \\[VV, VH\\]",
            "optical: [B2, B3, B4, B5, B6, B7, B8, B8A, B11, B12]\n  sar: [VH, VV]\n  dem: [DEM]")
        .replaceFirst("(?m)^  optical: \\[0.443.*", "  optical: []");
  }

  private static Sample first(C2sMsFloodsDataset dataset, Map<String, List<String>> bands) {
    return dataset.read(dataset.samples(Split.TRAIN).get(0), bands);
  }

  private static float[] values(Sample sample, String modality) {
    return Objects.requireNonNull(sample.images().get(modality)).data();
  }

  /** Row D2: pixels of clouds (1) and shadows (2) are 0 in all bands and in the label. */
  @Test
  void d2CloudsAndShadowsAreZeroInImageAndLabel() {
    C2sMsFloodsFixture.datacubes(root);
    C2sMsFloodsDataset dataset = written(C2sMsFloodsDatasetTest::cubes);
    Map<String, List<String>> bands =
        Map.of(
            "optical",
            List.of("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"),
            "sar",
            List.of("VH", "VV"),
            "dem",
            List.of("DEM"));
    Sample sample = first(dataset, bands);
    int channel = 0;
    for (String modality : List.of("optical", "sar", "dem")) {
      float[] data = values(sample, modality);
      float scale = modality.equals("sar") ? 1e-4f : 1;
      for (int band = 0; band < data.length / 256; band++, channel++) {
        assertThat(data[band * 256 + 1]).as("cloud").isZero();
        assertThat(data[band * 256 + 2]).as("shadow").isZero();
        assertThat(data[band * 256 + 3]).as("clear").isEqualTo((100 * channel + 3) * scale);
      }
    }
    assertThat(channel).isEqualTo(13);
    assertThat(LabelMap.of(sample).labels()).startsWith(1, 0, 0, 1, 1, 255, 1);
  }

  @Test
  void readsBandFilesByNameAndTheLabelOfTheChosenSensor() {
    C2sMsFloodsDataset dataset = written(text -> text.replace("clouds: zero", "clouds: keep"));
    Sample sample = first(dataset, Map.of("sar", List.of("VH", "VV"), "optical", List.of("B11")));
    assertThat(values(sample, "sar")[1]).isEqualTo(-16);
    assertThat(values(sample, "sar")[256 + 1]).isEqualTo(-9);
    assertThat(values(sample, "optical")[1]).as("B11 is the twelfth file").isEqualTo(2101);
    assertThat(LabelMap.of(sample).labels()).startsWith(1, 1, 1, 1, 1, 255);
    assertThat(sample.acquisition().dates())
        .containsExactly(LocalDateTime.of(2018, 12, 21, 4, 21, 51));
    Sample optical =
        first(
            open(
                text ->
                    text.replace("clouds: zero", "clouds: keep").replace("label: s1", "label: s2")),
            ALL);
    assertThat(LabelMap.of(optical).labels()).startsWith(0, 0, 0, 0, 0, 255);
  }

  @Test
  void cloudsCanHaveNoDataInstead() {
    Sample sample = first(written(text -> text.replace("clouds: zero", "clouds: ignore")), ALL);
    assertThat(values(sample, "optical")[1]).isNaN();
    assertThat(values(sample, "sar")[256 + 2]).isNaN();
    assertThat(LabelMap.of(sample).labels()).startsWith(1, 255, 255, 1);
  }

  @Test
  void saysThatCloudsAreNotRemovedWhereNoChipHasAMask() throws IOException {
    C2sMsFloodsFixture.chips(root);
    List<Path> masks;
    try (Stream<Path> all = Files.walk(root)) {
      masks = all.filter(file -> file.endsWith("LabelCloud.tif")).sorted().toList();
    }
    Files.delete(masks.get(3));
    assertThatThrownBy(() -> open(text -> text))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("1 of 10 chips have no mask of clouds, such as flood1/10240-07168")
        .hasMessageContaining("dataset.clouds=keep");
    for (Path mask : masks) {
      Files.deleteIfExists(mask);
    }
    C2sMsFloodsDataset dataset = open(text -> text);
    assertThat(dataset.remarks().get(0)).contains("no chip has LabelCloud.tif");
    assertThat(LabelMap.of(first(dataset, ALL)).labels()).startsWith(1, 1, 1);
  }

  @Test
  void dividesWholeFloodsOrChips() {
    C2sMsFloodsDataset dataset = written(text -> text);
    Set<String> events = new HashSet<>();
    for (Split split : Split.values()) {
      Set<String> own = new HashSet<>();
      dataset.samples(split).forEach(ref -> own.add(ref.id().substring(0, 6)));
      own.forEach(event -> assertThat(events.add(event)).as(event).isTrue());
    }
    assertThat(dataset.samples(Split.TEST)).hasSize(2);
    assertThat(dataset.samples(Split.TRAIN)).hasSize(6);
    C2sMsFloodsDataset chips = open(text -> text.replace("split_by: event", "split_by: chip"));
    assertThat(chips.samples(Split.TEST)).hasSize(2);
    assertThat(chips.samples(Split.VAL)).hasSize(1);
    assertThat(chips.samples(Split.TRAIN)).hasSize(7);
  }

  @Test
  void refusesAChipWithoutASensorOrItsDatacube() throws IOException {
    C2sMsFloodsFixture.chips(root);
    Path optical = C2sMsFloodsFixture.folder(root, "flood3", "s2", "05120-00512");
    Path away = root.resolve("away");
    Files.move(optical, away);
    assertThatThrownBy(() -> open(text -> text))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/MissingModality] chip flood3/05120-00512")
        .hasMessageContaining("Sentinel-2");
    Files.move(away, optical);
    C2sMsFloodsFixture.datacubes(root);
    try (Stream<Path> cubes = Files.list(root.resolve("datacube/chips_512_v1/flood2"))) {
      Files.delete(cubes.sorted().toList().get(1));
    }
    assertThatThrownBy(() -> open(C2sMsFloodsDatasetTest::cubes))
        .hasMessageContaining("chip flood2/10240-07168 has no image of the datacubes");
    Path band = optical.resolve("B8A.tif");
    Files.delete(band);
    assertThatThrownBy(() -> open(text -> text)).hasMessageContaining(band.toString());
  }

  @Test
  void refusesAMaskOfCloudsWithOtherValues() {
    C2sMsFloodsFixture.chips(root);
    C2sMsFloodsDataset dataset = open(text -> text);
    SampleRef ref = dataset.samples(Split.TRAIN).get(0);
    Path mask = ref.files().get(ref.files().size() - 2);
    float[] clouds = new float[256];
    clouds[17] = 3;
    TinyFiles.write(mask, 1, SampleType.UINT8, clouds);
    assertThatThrownBy(() -> dataset.read(ref, ALL))
        .hasMessageContaining("the mask of clouds has the value 3.0")
        .hasMessageContaining(mask + ", row 1, col 1")
        .hasMessageContaining("0 (clear), 1 (cloud) or 2 (shadow)");
  }

  /** Another library's values of the same files. */
  @Test
  void readsTheRecordedLayout() {
    LayoutTruth truth = LayoutTruth.of("c2s_ms");
    Path data = truth.folder().resolve("c2smsfloods");
    C2sMsFloodsDataset dataset =
        open(
            text ->
                text.replace(root.toString(), data.toString())
                    .replace("split_by: event", "split_by: chip"));
    for (SampleRef ref : dataset.samples(Split.TRAIN)) {
      Sample sample = dataset.read(ref, ALL);
      for (int band = 0; band < 13; band++) {
        float[] plane = new float[32 * 32];
        System.arraycopy(values(sample, "optical"), band * plane.length, plane, 0, plane.length);
        assertThat(truth.equal(ref.files().get(band), plane)).as(ref.id()).isTrue();
      }
    }
  }
}
