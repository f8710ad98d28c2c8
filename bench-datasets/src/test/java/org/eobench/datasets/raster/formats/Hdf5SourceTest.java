package org.eobench.datasets.raster.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Window;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5SourceTest {
  private static final Window ALL = new Window(0, 0, 3, 4);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("a.h5");
    float[][][] image = new float[3][4][2];
    short[][] counts = new short[3][4];
    for (int i = 0; i < 24; i++) {
      image[i / 8][i / 2 % 4][i % 2] = i;
      counts[i / 8][i / 2 % 4] = (short) (i == 23 ? -9999 : i / 2);
    }
    try (WritableHdfFile out = HdfFile.write(file)) {
      out.putGroup("scene").putDataset("image", image);
      WritableDataset packed = out.putDataset("counts", counts);
      packed.putAttribute("_FillValue", (short) -9999);
      packed.putAttribute("scale_factor", 0.5);
      packed.putAttribute("add_offset", new float[] {10});
      out.putDataset("dates", new String[] {"2020-01-02", "2020-03-04"});
    }
  }

  @Test
  void readsAWindowOfADataSetByItsPath() {
    try (RasterSource source = new RasterFile(file, "/scene/image", null, -1).open(2)) {
      assertThat(source.header().grid()).isEqualTo(Grid.plain(3, 4));
      assertThat(source.measured(new int[] {1}, 0, new Window(1, 2, 2, 2), 2, null, null))
          .containsExactly(13, 15, 21, 23);
    }
    assertThat(new RasterFile(file, "dates", null, -1).texts())
        .containsExactly("2020-01-02", "2020-03-04");
  }

  @Test
  void appliesFillValueScaleAndOffset() {
    try (RasterSource source = new RasterFile(file, "counts", null, -1).open(1)) {
      assertThat(source.measured(new int[] {0}, 0, ALL, 1, null, null))
          .startsWith(10, 10.5f, 11)
          .endsWith(15, Float.NaN);
      assertThat(source.measured(new int[] {0}, 0, ALL, 1, null, BandScale.NONE))
          .startsWith(0, 1, 2)
          .endsWith(10, Float.NaN);
      assertThat(source.stored(new int[] {0}, 0, ALL, 1)).endsWith(10, -9999);
      assertThat(source.header().isNodata(-9999)).isTrue();
    }
  }

  @Test
  void listsTheDataSetsIfOneIsUnknownOrNotNamed() {
    assertThatThrownBy(() -> new RasterFile(file, "scene/imgae", null, -1).open(2))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/UnknownArray] the file has no data set 'scene/imgae'")
        .hasMessageContaining("a.h5")
        .hasMessageContaining("/counts, /dates, /scene/image")
        .hasMessageContaining("`FILE.h5:/scene/image`");
    assertThatThrownBy(() -> RasterFile.of(file).open(2))
        .hasMessageContaining("the file has 3 data sets, and none is named");
    assertThatThrownBy(() -> new RasterFile(file, "dates", null, -1).open(1))
        .hasMessageContaining("[Bench/UnreadableHdf5] the data set contains StringData")
        .hasMessageContaining("data set /dates")
        .hasMessageContaining("integers of 8 to 64 bits");
  }

  @Test
  void callsAFileOfAnotherKindWhatItIs() throws IOException {
    Path classic = Files.write(folder.resolve("a.nc"), new byte[] {'C', 'D', 'F', 1, 0, 0});
    assertThatThrownBy(() -> RasterFile.of(classic).open(1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("this is a classic NetCDF file")
        .hasMessageContaining("`nccopy -k nc4 FILE out.nc`");
    Path tiff = Files.copy(file, folder.resolve("a.tif"));
    assertThatThrownBy(() -> RasterFile.of(tiff).open(1))
        .hasMessageContaining("this is an HDF5 or NetCDF-4 file")
        .hasMessageContaining("expected: a GeoTIFF");
  }

  @Test
  void reportsDamagedFilesAndNeverFailsOtherwise() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] damaged = whole.clone();
      if (i % 3 == 0) {
        damaged = java.util.Arrays.copyOf(whole, 8 + random.nextInt(whole.length - 8));
      } else {
        for (int k = 0; k < 1 + i % 8; k++) {
          damaged[8 + random.nextInt(whole.length - 8)] = (byte) random.nextInt();
        }
      }
      Path path = Files.write(folder.resolve("damaged.h5"), damaged);
      refused +=
          Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refuses(path)) ? 1 : 0;
    }
    assertThat(refused).isBetween(25, 149);
  }

  /** Whether reading fails; anything but an error that names the file fails the test. */
  private static boolean refuses(Path path) {
    try (RasterSource source = new RasterFile(path, "/scene/image", "HWC", -1).open(2)) {
      source.measured(new int[] {0, 1}, 0, source.header().grid().all(), 2, null, null);
      return false;
    } catch (BenchException refused) {
      assertThat(refused).hasMessageContaining("damaged.h5");
      return true;
    }
  }
}
