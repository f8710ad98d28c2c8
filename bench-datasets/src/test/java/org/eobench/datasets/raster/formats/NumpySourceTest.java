package org.eobench.datasets.raster.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.geotiff.Window;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays of every axis order give the same bands as a GeoTIFF. */
class NumpySourceTest {
  private static final int FRAMES = 2;
  private static final int BANDS = 3;
  private static final int HEIGHT = 4;
  private static final int WIDTH = 5;

  @TempDir Path folder;

  /** A number that names its date, band, row and column. */
  private static double value(int t, int c, int h, int w) {
    return t * 1000 + c * 100 + h * 10 + w;
  }

  /** Writes the array in the given order of axes. */
  private Path write(String axes, String type) {
    String sizes = "TCHW";
    int[] lengths = {FRAMES, BANDS, HEIGHT, WIDTH};
    int[] shape = axes.chars().map(axis -> lengths[sizes.indexOf(axis)]).toArray();
    return NumpyFixture.npy(
        folder.resolve(axes + ".npy"),
        type,
        shape,
        i -> {
          int[] at = new int[4];
          int rest = i;
          for (int axis = shape.length - 1; axis >= 0; axis--) {
            at[sizes.indexOf(axes.charAt(axis))] = rest % shape[axis];
            rest /= shape[axis];
          }
          return value(at[0], at[1], at[2], at[3]);
        });
  }

  @ParameterizedTest
  @CsvSource({"TCHW,<u2", "THWC,<f4", "CTHW,>i2", "HWTC,<f8", "WHCT,<i8", "CHW,>f4", "HWC,<u2"})
  void readsAWindowOfBandsInEveryOrder(String axes, String type) {
    RasterFile file = new RasterFile(write(axes, type), null, axes, -1);
    int frame = axes.contains("T") ? 1 : 0;
    try (RasterSource source = file.open(BANDS)) {
      assertThat(source.header().bands()).isEqualTo(BANDS);
      assertThat(source.header().frames()).isEqualTo(frame + 1);
      assertThat(source.header().grid()).isEqualTo(Grid.plain(HEIGHT, WIDTH));
      float[] values =
          source.measured(new int[] {2, 0}, frame, new Window(1, 2, 2, 3), BANDS, null, null);
      for (int i = 0; i < values.length; i++) {
        int band = i < 6 ? 2 : 0;
        assertThat(values[i]).isEqualTo((float) value(frame, band, 1 + i % 6 / 3, 2 + i % 3));
      }
    }
  }

  @Test
  void findsTheOnlyOrderThatFitsTheBands() {
    try (RasterSource source = RasterFile.of(write("HWC", "<u2")).open(BANDS)) {
      assertThat(source.stored(new int[] {1}, 0, new Window(0, 0, 1, 2), BANDS))
          .containsExactly(100, 101);
      assertThat(source.header().type()).isEqualTo(SampleType.UINT16);
    }
    Path cube = NumpyFixture.npy(folder.resolve("cube.npy"), "<f4", new int[] {3, 4, 3}, i -> i);
    assertThatThrownBy(() -> RasterFile.of(cube).open(3))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/ArrayShape] the array has the shape [3, 4, 3]")
        .hasMessageContaining("cube.npy")
        .hasMessageContaining("CHW and HWC fit")
        .hasMessageContaining("`axes: CHW`");
  }

  @Test
  void refusesAxesThatCannotBeRightAndNamesTheOrderThatFits() {
    Path file = write("HWC", "<f4");
    assertThatThrownBy(() -> new RasterFile(file, null, "CHW", -1).open(BANDS))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the shape [4, 5, 3], so that axes=CHW means 4 bands")
        .hasMessageContaining("3 bands")
        .hasMessageContaining("`axes: HWC`");
    assertThatThrownBy(() -> new RasterFile(file, null, "TCHW", -1).open(BANDS))
        .hasMessageContaining("axes=TCHW names 4 axes")
        .hasMessageContaining("`axes: HWC`");
    assertThatThrownBy(() -> RasterFile.of(file).open(7))
        .hasMessageContaining("7 bands along one axis");
    assertThatThrownBy(() -> new Axes("HHC")).hasMessageContaining("not 'HHC'");
    assertThatThrownBy(() -> new Axes("HC")).hasMessageContaining("not 'HC'");
  }

  @Test
  void readsOnePointOfATable() {
    Path table = NumpyFixture.npy(folder.resolve("x.npy"), "<f8", new int[] {4, 2, 3}, i -> i);
    Path labels = NumpyFixture.npy(folder.resolve("y.npy"), "<i8", new int[] {4}, i -> 10 + i);
    Window point = new Window(0, 0, 1, 1);
    try (RasterSource source = new RasterFile(table, null, "NTC", 2).open(3)) {
      assertThat(source.header().grid()).isEqualTo(Grid.plain(1, 1));
      assertThat(source.measured(new int[] {0, 2}, 1, point, 3, null, null))
          .containsExactly(15, 17);
    }
    try (RasterSource source = RasterFile.of(labels).at(3).open(1)) {
      assertThat(source.stored(new int[] {0}, 0, point, 1)).containsExactly(13);
    }
    assertThatThrownBy(() -> RasterFile.of(labels).at(4).open(1))
        .hasMessageContaining("the array holds 4 samples, but there are more images");
    assertThatThrownBy(() -> RasterFile.of(labels).open(1))
        .hasMessageContaining("the array holds 4 samples along its axis N");
  }

  @Test
  void refusesAWindowThatDoesNotFitIntoMemory() {
    long[] shape = {70_000, 70_000, 1};
    ArrayData huge =
        new ArrayData() {
          @Override
          public String place() {
            return "huge.npy";
          }

          @Override
          public long[] shape() {
            return shape;
          }

          @Override
          public SampleType type() {
            return SampleType.UINT8;
          }

          @Override
          public double[] read(long[] from, int[] count) {
            throw new IllegalStateException("read");
          }

          @Override
          public void close() {
            // There is nothing to close.
          }
        };
    try (RasterSource source = new ArraySource(huge, new Axes("HWC"), -1)) {
      assertThatThrownBy(() -> source.stored(new int[] {0}, 0, source.header().grid().all(), 1))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("huge.npy")
          .hasMessageContaining("dataset.chip_size");
    }
  }

  @Test
  void setsNodataBeforeScaling() {
    Path file =
        NumpyFixture.npy(folder.resolve("n.npy"), "<i2", new int[] {1, 3}, i -> i == 1 ? -9999 : i);
    try (RasterSource source = RasterFile.of(file).open(1)) {
      assertThat(
              source.measured(
                  new int[] {0}, 0, source.header().grid().all(), 1, -9999.0, new BandScale(2, 1)))
          .containsExactly(1, Float.NaN, 5);
    }
  }

  @Test
  void takesOneArrayOfAnArchiveByName() {
    Map<String, byte[]> arrays = new TreeMap<>();
    arrays.put("img", NumpyFixture.npy("<f4", new int[] {2, 2, 3}, i -> i));
    arrays.put("msk", NumpyFixture.npy("<u1", new int[] {2, 2, 1}, i -> i));
    Path file = NumpyFixture.npz(folder.resolve("a.npz"), arrays);
    try (RasterSource source = new RasterFile(file, "msk", null, -1).open(1)) {
      assertThat(source.stored(new int[] {0}, 0, new Window(0, 0, 2, 2), 1))
          .containsExactly(0, 1, 2, 3);
    }
    assertThatThrownBy(() -> new RasterFile(file, "mask", null, -1).open(1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/UnknownArray] the file has no array 'mask'")
        .hasMessageContaining("img, msk")
        .hasMessageContaining("`FILE.npz:msk`");
    assertThatThrownBy(() -> RasterFile.of(file).open(1))
        .hasMessageContaining("the file has 2 arrays, and none is named");
  }

  @Test
  void callsAFileOfAnotherKindWhatItIs() throws java.io.IOException {
    Path tiff =
        TiffBuilder.unsigned(8, 2, 2, new double[] {0, 1, 1, 0}).write(folder.resolve("a.tif"));
    Path named = java.nio.file.Files.copy(tiff, folder.resolve("a.npy"));
    assertThatThrownBy(() -> RasterFile.of(named).open(1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("this is a TIFF image")
        .hasMessageContaining("a NumPy array")
        .hasMessageContaining("a.npy");
  }
}
