package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.MaskKind;
import org.eobench.core.io.geotiff.Window;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GDAL's masks; the expected values are what GDAL 3.6 reads of the same bytes. */
class FileMaskTest {
  private static final double[] ONE_TO_SIX = {1, 2, 3, 4, 5, 6};
  private static final boolean[] FIRST_ROW_HIDDEN = {false, false, false, true, true, true};
  private static final boolean[] LAST_HIDDEN = {true, true, true, true, true, false};
  private static final float NONE = Float.NaN;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("a.tif");
  }

  private TiffBuilder image() {
    return TiffBuilder.unsigned(16, 3, 2, ONE_TO_SIX);
  }

  private float[] measured(TiffBuilder builder) {
    try (GeoTiffReader reader = GeoTiffReader.open(builder.write(file()))) {
      return reader.readMeasured(new int[] {0}, reader.info().all(), null);
    }
  }

  private MaskKind kind() {
    try (GeoTiffReader reader = GeoTiffReader.open(file())) {
      return reader.maskKind();
    }
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void hidesWhatAnInternalMaskHides(boolean bigEndian, boolean deflate) {
    TiffBuilder builder = image().mask(FIRST_ROW_HIDDEN);
    if (bigEndian) {
      builder.bigEndian();
    }
    if (deflate) {
      builder.deflate();
    }
    assertThat(measured(builder)).containsExactly(NONE, NONE, NONE, 4, 5, 6);
    assertThat(kind()).isEqualTo(MaskKind.INTERNAL);
  }

  @Test
  void readsTheMaskOfAWindowOnly() {
    image().mask(LAST_HIDDEN).write(file());
    try (GeoTiffReader reader = GeoTiffReader.open(file())) {
      assertThat(reader.readMeasured(new int[] {0}, new Window(1, 1, 1, 2), null))
          .containsExactly(5, NONE);
      assertThat(reader.read()).as("as stored").containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void readsAMaskOfBytesAndOneForEachBand() {
    TiffBuilder bytes = TiffBuilder.unsigned(8, 3, 2, new double[] {0, 1, 255, 128, 0, 7});
    assertThat(measured(image().directory(4, bytes))).containsExactly(NONE, 2, 3, 4, NONE, 6);
    TiffBuilder two =
        TiffBuilder.unsigned(8, 3, 2, new double[] {0, 1, 1, 1, 1, 1}, new double[] {1, 0, 1, 1});
    TiffBuilder.unsigned(8, 3, 2, ONE_TO_SIX, ONE_TO_SIX).directory(4, two).write(file());
    try (GeoTiffReader reader = GeoTiffReader.open(file())) {
      assertThat(reader.readMeasured(new int[] {1, 0}, new Window(0, 0, 1, 3), null))
          .containsExactly(1, NONE, 3, NONE, 2, 3);
    }
  }

  @Test
  void passesOverOverviewsAndTheirMasks() {
    TiffBuilder overview = TiffBuilder.unsigned(16, 1, 1, new double[] {3});
    TiffBuilder itsMask = TiffBuilder.unsigned(1, 1, 1, new double[] {0});
    TiffBuilder ofTheSameSize = TiffBuilder.unsigned(1, 3, 2, new double[] {0});
    assertThat(measured(image().directory(1, overview).directory(5, itsMask)))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(measured(image().directory(5, ofTheSameSize).directory(1, overview)))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(measured(image().directory(1, overview).directory(5, itsMask).mask(LAST_HIDDEN)))
        .containsExactly(1, 2, 3, 4, 5, NONE);
  }

  @Test
  void hidesWhatAMaskFileHides() {
    TiffBuilder.maskFile(3, 2, FIRST_ROW_HIDDEN).write(folder.resolve("a.tif.msk"));
    assertThat(measured(image())).containsExactly(NONE, NONE, NONE, 4, 5, 6);
    assertThat(kind()).isEqualTo(MaskKind.FILE);
    assertThat(measured(image().mask(LAST_HIDDEN)))
        .as("the internal mask goes first")
        .containsExactly(1, 2, 3, 4, 5, NONE);
  }

  @Test
  void takesAFileWithoutGdalsMarkForNoMask() {
    TiffBuilder.unsigned(8, 3, 2, new double[] {0}).write(folder.resolve("a.tif.msk"));
    assertThat(measured(image())).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(kind()).isEqualTo(MaskKind.UNMARKED_FILE);
  }

  @Test
  void refusesAMaskFileOfAnotherSize() {
    TiffBuilder.maskFile(2, 2, true).write(folder.resolve("a.tif.msk"));
    assertThatThrownBy(() -> measured(image()))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the mask has 2 rows x 2 columns")
        .hasMessageContaining("a.tif.msk");
  }

  @Test
  void letsAMaskGoBeforeTheNodataValueOfTheFileAndNotOfTheConfig() {
    assertThat(measured(image().nodata("4"))).containsExactly(1, 2, 3, NONE, 5, 6);
    assertThat(measured(image().nodata("4").mask(LAST_HIDDEN)))
        .containsExactly(1, 2, 3, 4, 5, NONE);
    try (GeoTiffReader reader = GeoTiffReader.open(file())) {
      assertThat(reader.readMeasured(new int[] {0}, reader.info().all(), 2.0))
          .containsExactly(1, NONE, 3, 4, 5, NONE);
    }
  }

  @Test
  void comparesNodataBeforeWideNumbersAreRounded() {
    double[] values = {16_777_216, 16_777_217, 2_147_483_647, 0};
    assertThat(measured(TiffBuilder.unsigned(32, 2, 2, values).nodata("16777217")))
        .containsExactly(16_777_216, NONE, 2_147_483_647, 0);
  }

  /** A chain that leads back to its start must not trap the reader, nor hide the image. */
  @Test
  void endsAtADirectoryThatItHasSeen() throws IOException {
    byte[] bytes = image().directory(1, image()).bytes();
    int first = bytes[4] & 0xff | (bytes[5] & 0xff) << 8;
    bytes[bytes.length - 4] = (byte) first;
    bytes[bytes.length - 3] = (byte) (first >> 8);
    Files.write(file(), bytes);
    assertThat(kind()).isEqualTo(MaskKind.NONE);
  }

  /** Changed bytes of directories, masks and metadata give values or a sentence, nothing else. */
  @Test
  void answersChangedFilesWithASentence() throws IOException {
    byte[] original =
        image().scaleAndOffset(1, 0.5, 2).nodata("4").mask(LAST_HIDDEN).deflate().bytes();
    byte[] beside = TiffBuilder.maskFile(3, 2, FIRST_ROW_HIDDEN).bytes();
    Random random = new Random(7);
    int[] outcomes = new int[2];
    for (int i = 0; i < 3000; i++) {
      Files.write(file(), changed(original, random));
      Files.write(folder.resolve("a.tif.msk"), changed(beside, random));
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> outcomes[outcome()]++);
    }
    assertThat(outcomes[0]).as("read").isPositive();
    assertThat(outcomes[1]).as("refused").isPositive();
  }

  private static byte[] changed(byte[] original, Random random) {
    byte[] changed = original.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private int outcome() {
    try (GeoTiffReader reader = GeoTiffReader.open(file())) {
      reader.readMeasured(new int[] {0}, new Window(0, 0, 1, 1), null);
      return 0;
    } catch (BenchException refused) {
      assertThat(refused).hasMessageContaining("a.tif");
      return 1;
    }
  }
}
