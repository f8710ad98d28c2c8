package org.eobench.datasets.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.datasets.LayoutTruth;
import org.eobench.datasets.OpenedSet;
import org.eobench.testing.layouts.land.MadosFixture;
import org.eobench.testing.layouts.land.MaridaFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MADOS and MARIDA, in their published layouts. */
class MarineSetsTest {
  private static final String[] BANDS = {
    "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"
  };

  @TempDir Path folder;

  /** Every value of the recorded layout, on the grid of 10 m. */
  @Test
  void readsTheRecordedValuesOfMados() {
    LayoutTruth truth = LayoutTruth.of("mados");
    Path root = truth.folder().resolve("MADOS");
    OpenedSet set = OpenedSet.open("mados", root, folder, "dataset.img_size=48");
    assertThat(set.ids(Split.TRAIN)).containsExactly("Scene_0/1", "Scene_0/2");
    assertThat(set.ids(Split.VAL)).containsExactly("Scene_17/1");
    assertThat(set.ids(Split.TEST)).containsExactly("Scene_173/12");
    List<List<String>> files =
        List.of(
            List.of("Scene_0/1", "443 492 560 665 704 740 783 833 865 1614 2202"),
            List.of("Scene_0/2", "443 492 560 665 704 740 783 833 865 1614 2202"),
            List.of("Scene_17/1", "442 492 559 665 704 739 780 833 864 1610 2186"),
            List.of("Scene_173/12", "443 492 560 665 704 740 783 833 865 1614 2202"));
    int[] factors = {6, 1, 1, 1, 2, 2, 2, 1, 2, 2, 2};
    for (List<String> sample : files) {
      String[] name = sample.get(0).split("/");
      String[] wavelengths = sample.get(1).split(" ");
      float[] read = set.optical(sample.get(0), BANDS);
      for (int band = 0; band < BANDS.length; band++) {
        Path file =
            root.resolve(
                name[0]
                    + "/"
                    + 10 * factors[band]
                    + "/"
                    + name[0]
                    + "_L2R_rhorc_"
                    + wavelengths[band]
                    + "_"
                    + name[1]
                    + ".tif");
        float[] coarse = sampled(read, band, factors[band], 48);
        assertThat(truth.equal(file, coarse)).as("%s %s", sample.get(0), BANDS[band]).isTrue();
        assertThat(read).as("repeated pixels").hasSize(11 * 48 * 48);
        assertThat(repeated(coarse, factors[band], 48))
            .isEqualTo(Arrays.copyOfRange(read, band * 48 * 48, (band + 1) * 48 * 48));
      }
      int[] labels = set.labels(sample.get(0));
      float[] stored = new float[labels.length];
      for (int i = 0; i < stored.length; i++) {
        stored[i] = labels[i] + 1;
      }
      assertThat(
              truth.equal(
                  root.resolve(name[0] + "/10/" + name[0] + "_L2R_cl_" + name[1] + ".tif"), stored))
          .as("classes of %s", sample.get(0))
          .isTrue();
    }
  }

  /** The upper left one of each square of equal pixels. */
  private static float[] sampled(float[] values, int band, int factor, int side) {
    int coarse = side / factor;
    float[] picked = new float[coarse * coarse];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[(band * side + i / coarse * factor) * side + i % coarse * factor];
    }
    return picked;
  }

  private static float[] repeated(float[] coarse, int factor, int side) {
    float[] fine = new float[side * side];
    for (int i = 0; i < fine.length; i++) {
      fine[i] = coarse[i / side / factor * (side / factor) + i % side / factor];
    }
    return fine;
  }

  @Test
  void readsTheBandsOfBothSatellitesOfMados() {
    OpenedSet set = OpenedSet.written(new MadosFixture(), folder);
    assertThat(set.ids(Split.TRAIN)).containsExactly("Scene_0/1", "Scene_0/12", "Scene_2/1");
    assertThat(set.ids(Split.VAL)).containsExactly("Scene_17/1", "Scene_17/2");
    assertThat(set.ids(Split.TEST)).containsExactly("Scene_173/1", "Scene_173/12");
    for (String id : List.of("Scene_0/12", "Scene_17/1")) {
      String file =
          id.equals("Scene_0/12") ? "Scene_0_L2R_rhorc_560_12" : "Scene_17_L2R_rhorc_559_1";
      float[] green = set.optical(id, "B3");
      float[] stored = stored(set.root().resolve(id.split("/")[0] + "/10/" + file + ".tif"));
      assertThat(green[0]).isNaN();
      assertThat(Arrays.copyOfRange(green, 1, green.length))
          .isEqualTo(Arrays.copyOfRange(stored, 1, stored.length));
    }
    int[] labels = set.labels("Scene_0/1");
    assertThat(IntStream.range(0, 17).map(i -> labels[i]))
        .as("0 is not labelled")
        .containsExactly(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, -1);
  }

  @Test
  void namesWhatIsWrongWithMados() throws IOException {
    OpenedSet set = OpenedSet.written(new MadosFixture(), folder);
    Path list = set.root().resolve("splits/val_X.txt");
    String names = Files.readString(list);
    Files.writeString(list, names + "Scene_99_1\n");
    assertThatThrownBy(() -> OpenedSet.reopened(new MadosFixture(), folder))
        .hasMessageContaining("there is no image 'Scene_99_1'")
        .hasMessageContaining(list + ":3");
    Files.writeString(list, names);
    Path band = set.root().resolve("Scene_17/20/Scene_17_L2R_rhorc_739_2.tif");
    byte[] whole = Files.readAllBytes(band);
    Files.write(band, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> set.optical("Scene_17/2", "B6")).hasMessageContaining(band.toString());
    Files.delete(band);
    assertThatThrownBy(() -> OpenedSet.reopened(new MadosFixture(), folder))
        .hasMessageContaining("sample Scene_17/2 has no file of band B6")
        .hasMessageContaining("Scene_17/{any}/Scene_17_L2R_rhorc_(740|739)_2.tif");
  }

  @Test
  void readsPatchesDatesAndMergedClassesOfMarida() {
    OpenedSet set = OpenedSet.written(new MaridaFixture(), folder);
    assertThat(set.ids(Split.TRAIN))
        .as("in the order of the list, without S2_")
        .containsExactly("1-12-19_48MYU/0", "1-12-19_48MYU/11", "4-9-16_16PCC/3");
    assertThat(set.ids(Split.TEST)).containsExactly("14-9-18_16PCC/13", "27-1-19_16QED/14");
    assertThat(set.read("1-12-19_48MYU/11").acquisition().dates())
        .hasToString("[2019-12-01T12:00]");
    float[] stored = stored(set.root().resolve("patches/S2_1-12-19_48MYU/S2_1-12-19_48MYU_11.tif"));
    assertThat(set.optical("1-12-19_48MYU/11", BANDS)).isEqualTo(stored);
    int[] labels = set.labels("1-12-19_48MYU/11");
    assertThat(IntStream.range(0, 16).map(i -> labels[i]))
        .as("12 to 15 are marine water, which is 7")
        .containsExactly(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 6, 6, 6, 6);
    assertThat(set.dataset().spec().classes().get(6)).isEqualTo("Marine Water");
  }

  @Test
  void namesAMaskThatMaridaLacks() throws IOException {
    OpenedSet set = OpenedSet.written(new MaridaFixture(), folder);
    Path mask = set.root().resolve("patches/S2_4-9-16_16PCC/S2_4-9-16_16PCC_3_cl.tif");
    Files.delete(mask);
    assertThatThrownBy(() -> OpenedSet.reopened(new MaridaFixture(), folder))
        .hasMessageContaining("1 of 7 images have no mask: 4-9-16_16PCC/3")
        .hasMessageContaining("S2_4-9-16_16PCC_3");
  }

  private static float[] stored(Path file) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      return reader.read(IntStream.range(0, reader.info().bands()).toArray(), reader.info().all());
    }
  }
}
