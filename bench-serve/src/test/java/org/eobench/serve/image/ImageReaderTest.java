package org.eobench.serve.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.Image;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.datasets.scene.SceneRules;
import org.eobench.serve.Images;
import org.eobench.serve.TinyModel;
import org.eobench.serve.limit.ServiceLimits;
import org.eobench.testing.NumpyFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of several dates and modalities, and what does not fit the model. */
class ImageReaderTest {
  private static final List<Band> OPTICAL = List.of(new Band("B4", 0.665), new Band("B8", 0.842));
  private static final List<Band> SAR = List.of(new Band("VV", null));
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 6, 1, 12, 0);

  @TempDir Path folder;

  private static ImageReader reader(Map<String, List<Band>> bands, int frames) {
    return reader(bands, frames, new SceneRules(Map.of(), Map.of(), Map.of()));
  }

  private static ImageReader reader(Map<String, List<Band>> bands, int frames, SceneRules rules) {
    ServiceLimits limits = new ServiceLimits(1 << 20, 100, 2, 1);
    return new ImageReader(TinyModel.data(bands, frames), rules, limits);
  }

  private static Map<String, List<Band>> both() {
    Map<String, List<Band>> bands = new LinkedHashMap<>();
    bands.put("optical", OPTICAL);
    bands.put("sar", SAR);
    return bands;
  }

  private Path archive(int[] optical, int[] sar) {
    return NumpyFixture.npz(
        folder.resolve("both.npz"),
        Map.of(
            "optical", NumpyFixture.npy("<f4", optical, i -> i),
            "sar", NumpyFixture.npy("<f4", sar, i -> -i)));
  }

  private static Image image(ReadImage read, String modality) {
    return Objects.requireNonNull(read.sample().images().get(modality));
  }

  @Test
  void anArchiveHasAnArrayForEachModality() throws IOException {
    Path file = archive(new int[] {2, 3, 4, 5}, new int[] {1, 3, 4, 5});
    ReadImage read = reader(both(), 3).read(file, "x", List.of(NOON, NOON, NOON));
    Image optical = image(read, "optical");
    assertThat(List.of(optical.channels(), optical.frames(), optical.height(), optical.width()))
        .containsExactly(2, 3, 4, 5);
    assertThat(optical.data()[119]).isEqualTo(119);
    assertThat(image(read, "sar").data()[59]).isEqualTo(-59);
    assertThat(read.sample().acquisition().dates()).hasSize(3);
    assertThat(read.remarks()).anyMatch(text -> text.contains("sar were taken as VV"));
  }

  @Test
  void arraysOfDifferentSizesAndOtherDatesAreRefused() {
    Path sizes = archive(new int[] {2, 4, 5}, new int[] {1, 4, 4});
    assertThatThrownBy(() -> reader(both(), 1).read(sizes, "x", List.of()))
        .hasMessageContaining("ImageSizes");
    Path dates = archive(new int[] {2, 2, 4, 5}, new int[] {1, 2, 4, 5});
    assertThatThrownBy(() -> reader(both(), 3).read(dates, "x", List.of()))
        .hasMessageContaining("[2, 2, 4, 5]")
        .hasMessageContaining("3 dates");
  }

  @Test
  void aSingleModalityNeedsNoName() throws IOException {
    Path file =
        NumpyFixture.npz(
            folder.resolve("one.npz"),
            Map.of("arr_0", NumpyFixture.npy("<i2", new int[] {2, 4, 5}, i -> i)));
    ReadImage read = reader(Map.of("optical", OPTICAL), 1).read(file, "x", List.of());
    assertThat(image(read, "optical").data()[39]).isEqualTo(39);
  }

  @Test
  void aGeoTiffIsReadByTheRulesOfTheDataSet() throws IOException {
    Path file = Images.write(folder.resolve("image.tif"), 8, 8, 3);
    SceneRules rules =
        new SceneRules(
            Map.of("optical", List.of("B8", "B5", "B4")),
            Map.of("optical", 51.0),
            Map.of("optical", new BandScale(2, 1)));
    ReadImage read = reader(Map.of("optical", OPTICAL), 1, rules).read(file, "x", List.of());
    Image optical = image(read, "optical");
    assertThat(optical.channels()).isEqualTo(2);
    assertThat(optical.data()[0]).as("no longer the mark of no data").isEqualTo(1);
    // Pixel 1 of B4, the third band of the file: its element 129.
    assertThat(optical.data()[1]).isEqualTo(2 * (50 + 129 % 7) + 1);
    assertThat(optical.data()[65]).as("B8 of pixel 1 is 51").isNaN();
  }

  @Test
  void aGeoTiffIsNoSeries() {
    Path file = Images.write(folder.resolve("image.tif"), 8, 8, 2);
    assertThatThrownBy(() -> reader(Map.of("optical", OPTICAL), 3).read(file, "x", List.of()))
        .hasMessageContaining("NotOneImage")
        .hasMessageContaining(".npz");
  }

  @Test
  void pixelsWithoutDataAreNotNumbers() throws IOException {
    Path file = Images.write(folder.resolve("image.tif"), 8, 8, 2);
    ReadImage read = reader(Map.of("optical", OPTICAL), 1).read(file, "x", List.of());
    assertThat(image(read, "optical").data()[0]).isNaN();
    assertThat(read.sample().acquisition().place()).isNotNull();
    assertThat(read.sample().acquisition().groundResolution()).isEqualTo(10);
  }
}
