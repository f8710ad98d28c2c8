package org.eobench.core.io.geotiff.cog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.geotiff.TiffImages;
import org.eobench.core.io.geotiff.TiffImages.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CogWriterTest {
  private static final GeoTransform PLACE = GeoTransform.northUp(553785.5, 4183215.25, 30, 10);

  @TempDir Path folder;

  /** A raster in memory. */
  private record InMemory(GeoTiffSpec spec, int tileSize, float[] values) implements RasterTiles {
    @Override
    public boolean read(int tileColumn, int tileRow, float[] tile) {
      Arrays.fill(tile, -12345);
      for (int band = 0; band < spec.bands(); band++) {
        for (int r = 0; r < tileSize && tileRow * tileSize + r < spec.height(); r++) {
          for (int c = 0; c < tileSize && tileColumn * tileSize + c < spec.width(); c++) {
            tile[(band * tileSize + r) * tileSize + c] =
                values[
                    (band * spec.height() + tileRow * tileSize + r) * spec.width()
                        + tileColumn * tileSize
                        + c];
          }
        }
      }
      return true;
    }
  }

  private static GeoTiffSpec spec(int width, int height, int bands, SampleType type) {
    return GeoTiffSpec.plain(width, height, bands, type)
        .withNodata(type.isFloat() ? Double.NaN : 7)
        .withGeoreference(Crs.projected(32610), PLACE);
  }

  private static float[] random(GeoTiffSpec spec) {
    Random random = new Random(spec.width() * 31L + spec.height());
    float[] values = new float[spec.bands() * spec.height() * spec.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (spec.type()) {
            case UINT8 -> random.nextInt(12);
            case INT8, INT16 -> random.nextInt(21) - 10;
            case UINT16 -> random.nextInt(65536);
            case FLOAT16 -> random.nextInt(8) == 0 ? Float.NaN : random.nextInt(2048) / 1024f;
            default -> random.nextInt(8) == 0 ? Float.NaN : random.nextFloat();
          };
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "UINT8,1,1,1",
    "UINT8,1,32,32",
    "UINT8,3,33,31",
    "INT16,2,64,65",
    "UINT16,1,1,200",
    "INT8,5,129,3",
    "FLOAT16,2,40,70",
    "FLOAT32,4,97,130"
  })
  void readsBackWhatWasWritten(SampleType type, int bands, int height, int width)
      throws IOException {
    GeoTiffSpec spec = spec(width, height, bands, type);
    float[] values = random(spec);
    Path file = folder.resolve("a.tif");
    CogWriter.write(file, new InMemory(spec, 32, values), CogOptions.values());
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      assertThat(info.type()).isEqualTo(type);
      assertThat(info.crs()).isEqualTo(Crs.projected(32610));
      assertThat(info.transform()).isEqualTo(PLACE);
      assertThat(info.nodata()).isEqualTo(spec.nodata());
      assertThat(new int[] {info.bands(), info.height(), info.width()})
          .containsExactly(bands, height, width);
      assertThat(reader.read()).isEqualTo(values);
      assertThat(reader.pages()).isEqualTo(1);
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
    requireLayout(file, TiffImages.of(file, 0));
  }

  /** What a reader over HTTP relies on, read from the bytes. */
  private static void requireLayout(Path file, List<Image> images) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    String head = new String(bytes, 8, 43 + 140, StandardCharsets.US_ASCII);
    assertThat(head)
        .startsWith("GDAL_STRUCTURAL_METADATA_SIZE=000140 bytes\nLAYOUT=IFDS_BEFORE_DATA\n")
        .endsWith("KNOWN_INCOMPATIBLE_EDITION=NO\n ");
    assertThat(all.getInt(4)).isEqualTo(192);
    int directory = all.getInt(4);
    int directories = 0;
    while (directory != 0) {
      directories++;
      int next = all.getInt(directory + 2 + 12 * all.getShort(directory));
      assertThat(next == 0 || next > directory).isTrue();
      assertThat(directory).isEven().isLessThan((int) images.get(0).firstTile());
      directory = next;
    }
    assertThat(directories).isEqualTo(images.size());
    long before = Long.MAX_VALUE;
    for (int level = 0; level < images.size(); level++) {
      Image image = images.get(level);
      assertThat(image.kind()).isEqualTo(level == 0 ? 0 : 1);
      assertThat(image.firstTile()).isLessThan(before);
      before = image.firstTile();
      long last = 0;
      for (int tile = 0; tile < image.offsets().length; tile++) {
        int at = (int) image.offsets()[tile];
        int length = (int) image.lengths()[tile];
        assertThat((long) at).isGreaterThan(last);
        last = at;
        assertThat(all.getInt(at - 4)).isEqualTo(length);
        assertThat(all.getInt(at + length)).isEqualTo(all.getInt(at + length - 4));
      }
    }
    assertThat(
            Math.max(images.get(images.size() - 1).width(), images.get(images.size() - 1).height()))
        .isLessThanOrEqualTo(32);
  }

  /** Each overview is compared with a slow definition on the one below it. */
  @ParameterizedTest
  @EnumSource(Overviews.class)
  void overviewsFollowTheirDefinition(Overviews kind) {
    GeoTiffSpec spec =
        kind == Overviews.MEAN
            ? spec(91, 70, 2, SampleType.FLOAT32)
            : spec(91, 70, 2, SampleType.UINT8);
    Path file = folder.resolve("a.tif");
    CogWriter.write(file, new InMemory(spec, 16, random(spec)), new CogOptions(kind, List.of()));
    List<Image> images = TiffImages.of(file, 7);
    assertThat(images).hasSize(4);
    for (int level = 1; level < images.size(); level++) {
      Image above = images.get(level);
      Image below = images.get(level - 1);
      assertThat(above.width()).isEqualTo((below.width() + 1) / 2);
      assertThat(above.height()).isEqualTo((below.height() + 1) / 2);
      for (int band = 0; band < 2; band++) {
        for (int row = 0; row < above.height(); row++) {
          for (int column = 0; column < above.width(); column++) {
            float value = above.values()[(band * above.height() + row) * above.width() + column];
            assertThat(value)
                .isEqualTo(Float.valueOf(expected(kind, below, band, 2 * row, 2 * column)));
          }
        }
      }
    }
  }

  private static float expected(Overviews kind, Image below, int band, int row, int column) {
    float[] four = new float[4];
    int count = 0;
    for (int r = row; r <= Math.min(row + 1, below.height() - 1); r++) {
      for (int c = column; c <= Math.min(column + 1, below.width() - 1); c++) {
        float value = below.values()[(band * below.height() + r) * below.width() + c];
        if (!Float.isNaN(value) && value != 7) {
          four[count++] = value;
        }
      }
    }
    if (count == 0) {
      return below.values()[(band * below.height() + row) * below.width() + column];
    }
    if (kind == Overviews.NEAREST) {
      return four[0];
    }
    double sum = 0;
    int[] times = new int[256];
    for (int i = 0; i < count; i++) {
      sum += four[i];
      times[(int) four[i]]++;
    }
    if (kind == Overviews.MEAN) {
      return (float) (sum / count);
    }
    int most = Arrays.stream(times).max().orElseThrow();
    for (float value : four) {
      if (times[(int) value] == most) {
        return value;
      }
    }
    throw new AssertionError();
  }

  /** A mean of integers is rounded, and never becomes the nodata value. */
  @Test
  void aMeanOfIntegersIsNotTheNodataValue() {
    GeoTiffSpec spec = GeoTiffSpec.plain(20, 1, 1, SampleType.UINT8).withNodata(7);
    float[] values = new float[20];
    Arrays.fill(values, 3);
    values[0] = 6;
    values[1] = 8;
    values[2] = 7;
    values[4] = 5;
    values[5] = 8;
    Path file = folder.resolve("a.tif");
    CogWriter.write(file, new InMemory(spec, 16, values), CogOptions.values());
    assertThat(TiffImages.of(file, 7).get(1).values()).startsWith(6, 3, 6).doesNotContain(7);
  }

  @Test
  void tilesWithoutDataTakeNoRoom() {
    GeoTiffSpec spec = spec(100, 100, 2, SampleType.UINT8);
    float[] values = new float[20_000];
    Arrays.fill(values, 7);
    values[0] = 1; // the first band has data in one tile
    Path file = folder.resolve("a.tif");
    RasterTiles all = new InMemory(spec, 16, values);
    CogWriter.write(file, all, CogOptions.classes(List.of()));
    for (Image image : TiffImages.of(file, 7)) {
      assertThat(Arrays.stream(image.offsets()).filter(offset -> offset > 0)).hasSize(1);
      assertThat(image.offsets()[0]).isPositive();
      assertThat(image.values()).startsWith(1).endsWith(7);
    }
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      assertThat(reader.read()).isEqualTo(values);
    }
    Path told = folder.resolve("b.tif");
    RasterTiles sparse =
        new RasterTiles() {
          @Override
          public GeoTiffSpec spec() {
            return spec;
          }

          @Override
          public int tileSize() {
            return 16;
          }

          @Override
          public boolean read(int tileColumn, int tileRow, float[] tile) {
            return tileColumn + tileRow == 0 && all.read(0, 0, tile);
          }
        };
    CogWriter.write(told, sparse, CogOptions.classes(List.of()));
    assertThat(told).hasSameBinaryContentAs(file);
  }

  @Test
  void aRasterWithoutAnyDataIsRead() {
    GeoTiffSpec spec = spec(40, 40, 1, SampleType.UINT8);
    float[] values = new float[1600];
    Arrays.fill(values, 7);
    Path file = folder.resolve("a.tif");
    CogWriter.write(file, new InMemory(spec, 16, values), CogOptions.classes(List.of()));
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      assertThat(reader.read()).isEqualTo(values);
    }
  }

  @Test
  void theSameRasterGivesTheSameBytes() {
    GeoTiffSpec spec = spec(70, 70, 1, SampleType.UINT8);
    RasterTiles raster = new InMemory(spec, 32, random(spec));
    CogOptions options = CogOptions.classes(List.of(0x102030, 0xFF0000));
    CogWriter.write(folder.resolve("a.tif"), raster, options);
    CogWriter.write(folder.resolve("b.tif"), raster, options);
    assertThat(folder.resolve("a.tif")).hasSameBinaryContentAs(folder.resolve("b.tif"));
  }

  @Test
  void namesOfBandsAndColoursAreWritten() throws IOException {
    GeoTiffSpec two = spec(4, 4, 2, SampleType.UINT8).withBandNames(List.of("water", "a < b"));
    Path file = folder.resolve("a.tif");
    CogWriter.write(file, new InMemory(two, 16, random(two)), CogOptions.values());
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("<Item name=\"DESCRIPTION\" sample=\"0\" role=\"description\">water</Item>")
        .contains("role=\"description\">a &#60; b</Item>");
    GeoTiffSpec one = spec(4, 4, 1, SampleType.UINT8);
    CogWriter.write(
        file, new InMemory(one, 16, random(one)), CogOptions.classes(List.of(0x102030)));
    byte[] colours = Files.readAllBytes(file);
    assertThat(new String(colours, StandardCharsets.ISO_8859_1))
        .contains(new String(new byte[] {0x10, 0x10, 0, 0}, StandardCharsets.ISO_8859_1));
  }

  @Test
  void whatCannotBeWrittenIsRefusedAndLeavesNothing() {
    GeoTiffSpec spec = spec(40, 40, 2, SampleType.UINT8);
    float[] values = random(spec);
    Path file = folder.resolve("a.tif");
    assertThatThrownBy(
            () ->
                CogWriter.write(
                    file, new InMemory(spec, 16, values), CogOptions.classes(List.of(1))))
        .hasMessageContaining("one band of UINT8");
    assertThatThrownBy(
            () -> CogWriter.write(file, new InMemory(spec, 20, values), CogOptions.values()))
        .hasMessageContaining("multiple of 16");
    values[3000] = 300;
    assertThatThrownBy(
            () -> CogWriter.write(file, new InMemory(spec, 16, values), CogOptions.values()))
        .hasMessageContaining("uint8 cannot hold 300");
    assertThat(folder).isEmptyDirectory();
  }
}
