package org.eobench.datasets.raster.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eobench.core.io.geotiff.Window;
import org.eobench.testing.NumpyFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another array under the same name shows whether the file was decoded again. */
class DecodedArraysTest {
  private static final Window WHOLE = new Window(0, 0, 4, 4);
  private static final Window CHIP = new Window(1, 2, 1, 2);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("a.npz");
    write(0);
  }

  private void write(int plus) {
    NumpyFixture.npz(file, Map.of("img", NumpyFixture.npy("<u2", new int[] {4, 4}, i -> i + plus)));
  }

  private static double[] read(RasterFile raster, Window window) {
    try (RasterSource source = raster.open(1)) {
      return source.stored(new int[] {0}, 0, window, 1);
    }
  }

  private RasterFile raster(long bound) {
    return new RasterFile(file, "img", "HW", -1, new DecodedArrays(bound));
  }

  @Test
  void keepsAnArrayThatIsReadInParts() {
    RasterFile raster = raster(32);
    assertThat(read(raster, CHIP)).containsExactly(6, 7);
    write(100);
    assertThat(read(raster, CHIP)).as("kept").containsExactly(6, 7);
    assertThat(read(raster(32), CHIP)).as("another data set").containsExactly(106, 107);
  }

  @Test
  void decodesAnewWhatExceedsTheBound() {
    RasterFile raster = raster(31);
    assertThat(read(raster, CHIP)).containsExactly(6, 7);
    write(100);
    assertThat(read(raster, CHIP)).containsExactly(106, 107);
  }

  @Test
  void doesNotKeepAnArrayThatIsOneSample() {
    RasterFile raster = raster(32);
    assertThat(read(raster, WHOLE)).hasSize(16).startsWith(0);
    write(100);
    assertThat(read(raster, WHOLE)).startsWith(100);
  }

  @Test
  void keepsAnArrayOfManySamples() throws IOException {
    RasterFile table = new RasterFile(file, "img", "NC", 1, new DecodedArrays(32));
    try (RasterSource source = table.open(4)) {
      assertThat(source.stored(new int[] {0, 3}, 0, new Window(0, 0, 1, 1), 4))
          .containsExactly(4, 7);
    }
    Files.delete(file);
    write(100);
    try (RasterSource source = table.at(2).open(4)) {
      assertThat(source.stored(new int[] {0}, 0, new Window(0, 0, 1, 1), 4)).containsExactly(8);
    }
  }
}
