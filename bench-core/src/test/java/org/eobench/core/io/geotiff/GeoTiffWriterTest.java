package org.eobench.core.io.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoTiffWriterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "UINT8,1,1,1",
    "UINT8,3,300,257",
    "INT16,1,17,31",
    "INT16,13,70,61",
    "UINT16,2,256,512",
    "INT8,5,40,300",
    "FLOAT16,3,33,270",
    "FLOAT32,1,5,1000",
    "FLOAT32,60000,2,9",
    "FLOAT32,6,70,61"
  })
  void readsBackWhatWasWritten(SampleType type, int bands, int height, int width) {
    Random random = new Random(5);
    float[] values = new float[bands * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case UINT8 -> random.nextInt(256);
            case INT8 -> random.nextInt(256) - 128;
            case FLOAT16 -> random.nextInt(2048) / 1024f;
            case INT16 -> random.nextInt(65536) - 32768;
            case UINT16 -> random.nextInt(65536);
            default -> Float.intBitsToFloat(random.nextInt());
          };
    }
    GeoTransform place = GeoTransform.northUp(553785.5, 4183215.25, 30, 10);
    GeoTiffSpec spec =
        GeoTiffSpec.plain(width, height, bands, type)
            .withNodata(type.isFloat() ? Double.NaN : 7)
            .withGeoreference(Crs.projected(32610), place);
    Path file = folder.resolve("a.tif");
    GeoTiffWriter.write(file, spec, values);
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      assertThat(info.type()).isEqualTo(type);
      assertThat(info.crs()).isEqualTo(Crs.projected(32610));
      assertThat(info.transform()).isEqualTo(place);
      assertThat(info.nodata()).isEqualTo(spec.nodata());
      assertThat(new int[] {info.bands(), info.height(), info.width()})
          .containsExactly(bands, height, width);
      assertThat(reader.read()).isEqualTo(values);
    }
  }

  /** A row of tiles is written as soon as it is full, whatever the number of bands. */
  @Test
  void aBigTiffOfManyRowsOfTilesIsReadBack() throws IOException {
    GeoTiffSpec spec =
        GeoTiffSpec.plain(40, 600, 2, SampleType.INT16)
            .withMetadata(
                List.of(new BandScale(0.5, -3), new BandScale(2, 0)),
                Map.of("RULE", "a < b & \"c\" \u00e9"));
    Path file = folder.resolve("big.tif");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      TiffRows rows = new TiffRows(channel, spec, true);
      rows.start();
      for (int r = 0; r < 600; r++) {
        float[] row = new float[80];
        for (int c = 0; c < 40; c++) {
          row[2 * c] = r * 40 + c;
          row[2 * c + 1] = -row[2 * c];
        }
        rows.accept(row);
      }
      assertThatThrownBy(() -> rows.accept(new float[80])).hasMessageContaining("600 rows");
      rows.end();
    }
    assertThat(Files.readAllBytes(file)).startsWith('I', 'I', 43, 0, 8, 0, 0, 0);
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      float[] values = reader.read();
      for (int i = 0; i < 24_000; i++) {
        assertThat(values[i]).isEqualTo(i);
        assertThat(values[24_000 + i]).isEqualTo(-i);
      }
      assertThat(reader.info().scales())
          .containsExactly(new BandScale(0.5, -3), new BandScale(2, 0));
    }
  }

  @Test
  void aRasterWithMissingRowsIsNotWritten() {
    Path file = folder.resolve("part.tif");
    GeoTiffSpec spec = GeoTiffSpec.plain(4, 3, 1, SampleType.UINT8);
    assertThatThrownBy(() -> GeoTiffWriter.writeRows(file, spec, sink -> sink.accept(new float[4])))
        .hasMessageContaining("0 rows of a raster of 3 rows");
    assertThat(file).doesNotExist();
  }

  @Test
  void keepsRotatedAndGeographicReferences() {
    GeoTransform rotated = new GeoTransform(8.9e-5, 1e-6, -0.78, -1e-6, -8.9e-5, 38.128812571396);
    Path file = folder.resolve("a.tif");
    GeoTiffWriter.write(
        file,
        GeoTiffSpec.plain(2, 2, 1, SampleType.UINT8)
            .withNodata(-1.5)
            .withGeoreference(Crs.geographic(4326), rotated),
        new float[4]);
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      assertThat(reader.info().transform()).isEqualTo(rotated);
      assertThat(reader.info().crs()).isEqualTo(Crs.geographic(4326));
      assertThat(reader.info().nodata()).isEqualTo(-1.5);
    }
  }

  @Test
  void refusesValuesThatTheTypeCannotHold() {
    GeoTiffSpec spec = GeoTiffSpec.plain(1, 1, 1, SampleType.UINT8);
    for (float value : new float[] {256, -1, 0.5f, Float.NaN}) {
      assertThatThrownBy(
              () -> GeoTiffWriter.write(folder.resolve("b.tif"), spec, new float[] {value}))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shiftsTheTransformOfAWindow() {
    GeoTransform place = GeoTransform.northUp(100, 200, 10, 20);
    assertThat(place.shifted(2, 3)).isEqualTo(GeoTransform.northUp(130, 160, 10, 20));
  }
}
