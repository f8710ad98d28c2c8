package org.eobench.core.io.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against files put together by hand, without any reference file. */
class GeoTiffReaderTest {
  @TempDir Path folder;

  private double[] read(TiffSample sample) {
    try (GeoTiffReader reader = GeoTiffReader.open(sample.write(folder.resolve("a.tif")))) {
      int[] bands = new int[reader.info().bands()];
      for (int i = 0; i < bands.length; i++) {
        bands[i] = i;
      }
      return reader.readDoubles(bands, reader.info().all());
    }
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void readsBothByteOrdersAndBothHeaders(boolean little, boolean big) {
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer data = ByteBuffer.allocate(12).order(order);
    data.putShort((short) 1).putShort((short) -2).putShort((short) 300);
    data.putShort((short) 4).putShort((short) 5).putShort((short) -32768);
    TiffSample sample = new TiffSample(order, big).size(3, 2, 16, 2, 1).strip(data.array());
    assertThat(read(sample)).containsExactly(1, -2, 300, 4, 5, -32768);
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void readsEverySampleType(SampleType type) {
    ByteBuffer data = ByteBuffer.allocate(2 * type.bits() / 8);
    double[] expected;
    switch (type) {
      case FLOAT16 -> {
        data.putShort((short) 0x3555).putShort((short) 0x8001);
        expected = new double[] {0.333251953125, -0x1p-24};
      }
      case FLOAT32 -> {
        data.putFloat(1.1f).putFloat(Float.NaN);
        expected = new double[] {1.1f, Double.NaN};
      }
      case FLOAT64 -> {
        data.putDouble(0.1).putDouble(-1e300);
        expected = new double[] {0.1, -1e300};
      }
      default -> {
        for (int i = 0; i < data.capacity(); i++) {
          data.put((byte) (i < data.capacity() / 2 ? 0xff : 1));
        }
        boolean signed = type.format() == 2;
        double ones = 0;
        for (int i = 0; i < type.bits() / 8; i++) {
          ones = ones * 256 + 1;
        }
        expected = new double[] {signed ? -1 : Math.pow(2, type.bits()) - 1, ones};
      }
    }
    TiffSample sample =
        new TiffSample(ByteOrder.BIG_ENDIAN, false)
            .size(2, 1, type.bits(), type.format(), 1)
            .strip(data.array());
    assertThat(read(sample)).containsExactly(expected);
  }

  @Test
  void readsPackedBitsRowByRow() {
    TiffSample sample =
        new TiffSample(ByteOrder.LITTLE_ENDIAN, false)
            .size(10, 2, 1, 1, 1)
            .strip(new byte[] {(byte) 0b10110000, (byte) 0b01000000, 0b00000001, (byte) 0x80});
    assertThat(read(sample))
        .containsExactly(1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0);
  }

  /** Every width of GDAL's NBITS, both signs, in rows that end within a byte. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 23, 25, 26, 27, 28,
        29, 30, 31
      })
  void readsSamplesOfAnyWidth(int bits) {
    long ones = (1L << bits) - 1;
    long[] stored = {ones, 0, 1, ones - 1, 5 & ones, 1L << (bits - 1)};
    double[] unsigned = new double[6];
    double[] signed = new double[6];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      String digits = Long.toBinaryString(stored[i]);
      text.append("0".repeat(bits - digits.length())).append(digits);
      text.append(i % 3 == 2 ? "0".repeat((8 - text.length() % 8) % 8) : "");
      unsigned[i] = stored[i];
      signed[i] = stored[i] >> (bits - 1) == 1 ? stored[i] - ones - 1 : stored[i];
    }
    byte[] rows = new byte[text.length() / 8];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (byte) Integer.parseInt(text.substring(8 * i, 8 * i + 8), 2);
    }
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      TiffSample plain = new TiffSample(order, false).size(3, 2, bits, 1, 1).strip(rows);
      assertThat(read(plain)).containsExactly(unsigned);
      TiffSample negative = new TiffSample(order, false).size(3, 2, bits, 2, 1).strip(rows);
      assertThat(read(negative)).containsExactly(signed);
    }
  }

  /** GDAL 3.6 writes 0x010203 as 01 02 03 into little-endian files, as 03 02 01 into others. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void readsThreeBytesAsGdalWritesThem(boolean little) {
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] bytes = little ? new byte[] {1, 2, 3, -1, -1, -2} : new byte[] {3, 2, 1, -2, -1, -1};
    TiffSample unsigned = new TiffSample(order, false).size(2, 1, 24, 1, 1).strip(bytes);
    assertThat(read(unsigned)).containsExactly(0x010203, 0xfffffe);
    byte[] halves =
        little ? new byte[] {0, -128, 63, 1, 0, -64} : new byte[] {63, -128, 0, -64, 0, 1};
    TiffSample floating = new TiffSample(order, false).size(2, 1, 24, 3, 1).strip(halves);
    assertThat(read(floating)).containsExactly(1.5, -2 - 0x1p-15);
  }

  @Test
  void refusesWhatNoProgramReads() {
    TiffSample wide = sample(40, 1);
    assertThatThrownBy(() -> read(wide))
        .hasMessageContaining("format 1 with 40 bits")
        .hasMessageContaining("integers of 1 to 32 or 64 bits")
        .hasMessageContaining("write the file again with 8, 16 or 32 bits a sample");
    TiffSample complex = sample(64, 6);
    assertThatThrownBy(() -> read(complex))
        .hasMessageContaining("complex samples")
        .hasMessageContaining("gdal_translate -ot Float32");
    TiffSample predicted = sample(15, 1).tag(TiffTag.PREDICTOR, 3, 2);
    assertThatThrownBy(() -> read(predicted))
        .hasMessageContaining("predictor 2 on uint16 samples of 15 bits")
        .hasMessageContaining("without a predictor");
  }

  private static TiffSample sample(int bits, int format) {
    return new TiffSample(ByteOrder.LITTLE_ENDIAN, false)
        .size(1, 1, bits, format, 1)
        .strip(new byte[16]);
  }

  @ParameterizedTest
  @CsvSource({"8", "32946"})
  void readsBothNumbersOfDeflate(int code) {
    TiffSample sample =
        new TiffSample(ByteOrder.LITTLE_ENDIAN, false)
            .size(4, 1, 8, 1, 1)
            .tag(TiffTag.COMPRESSION, 3, code)
            .strip(TiffSample.deflate(new byte[] {9, 8, 7, (byte) 200}));
    assertThat(read(sample)).containsExactly(9, 8, 7, 200);
  }

  @Test
  void readsPackBits() {
    TiffSample sample =
        new TiffSample(ByteOrder.LITTLE_ENDIAN, false)
            .size(7, 1, 8, 1, 1)
            .tag(TiffTag.COMPRESSION, 3, 32773)
            .strip(new byte[] {(byte) 0x80, 1, 5, 6, (byte) -3, 7, 0, 8});
    assertThat(read(sample)).containsExactly(5, 6, 7, 7, 7, 7, 8);
  }

  /** The example of the TIFF 6.0 specification, section 13: 45 7 7 7 7 … with its codes. */
  @Test
  void readsLzw() {
    int[] codes = {256, 7, 258, 8, 8, 258, 6, 6, 257};
    TiffSample sample =
        new TiffSample(ByteOrder.LITTLE_ENDIAN, false)
            .size(9, 1, 8, 1, 1)
            .tag(TiffTag.COMPRESSION, 3, 5)
            .strip(nineBits(codes));
    assertThat(read(sample)).containsExactly(7, 7, 7, 8, 8, 7, 7, 6, 6);
  }

  private static byte[] nineBits(int[] codes) {
    byte[] packed = new byte[(codes.length * 9 + 7) / 8];
    for (int i = 0; i < codes.length * 9; i++) {
      int bit = codes[i / 9] >> (8 - i % 9) & 1;
      packed[i / 8] |= (byte) (bit << (7 - i % 8));
    }
    return packed;
  }

  @Test
  void undoesHorizontalDifferencesPerBand() {
    TiffSample sample =
        new TiffSample(ByteOrder.LITTLE_ENDIAN, false)
            .size(3, 1, 8, 1, 2)
            .tag(TiffTag.PREDICTOR, 3, 2)
            .strip(new byte[] {10, 100, 5, (byte) 200, -1, 1});
    assertThat(read(sample)).containsExactly(10, 15, 14, 100, 44, 45);
  }

  @Test
  void fillsSparseBlocksWithZero() {
    TiffSample sample =
        new TiffSample(ByteOrder.LITTLE_ENDIAN, false)
            .size(2, 2, 8, 1, 1)
            .tag(TiffTag.ROWS_PER_STRIP, 3, 1)
            .tag(TiffTag.STRIP_OFFSETS, 4, 0, 8)
            .tag(TiffTag.STRIP_BYTE_COUNTS, 4, 0, 2);
    assertThat(read(sample)).startsWith(0, 0);
  }

  @Test
  void readsFromManyThreadsAtOnce() throws Exception {
    float[] values = new float[3 * 300 * 300];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.5f;
    }
    Path file = folder.resolve("threads.tif");
    GeoTiffWriter.write(file, GeoTiffSpec.plain(300, 300, 3, SampleType.FLOAT32), values);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(threads.submit(() -> reader.read()));
      }
      for (Future<float[]> result : results) {
        assertThat(result.get()).isEqualTo(values);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void refusesDimensionsThatTheFileCannotHold() {
    TiffSample sample =
        new TiffSample(ByteOrder.LITTLE_ENDIAN, false)
            .tag(TiffTag.IMAGE_WIDTH, 4, 2_000_000_000L)
            .tag(TiffTag.IMAGE_LENGTH, 4, 2_000_000_000L)
            .tag(TiffTag.BITS_PER_SAMPLE, 3, 8)
            .tag(TiffTag.ROWS_PER_STRIP, 4, 2_000_000_000L)
            .strip(new byte[100]);
    assertThatThrownBy(() -> read(sample))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("a.tif");
    try (GeoTiffReader reader = GeoTiffReader.open(folder.resolve("a.tif"))) {
      assertThatThrownBy(() -> reader.read(new int[] {0}, new Window(0, 0, 1000, 1000)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("block 0");
    }
  }

  @Test
  void namesWhatItDoesNotSupport() {
    TiffSample jpeg =
        new TiffSample(ByteOrder.LITTLE_ENDIAN, false)
            .size(1, 1, 8, 1, 1)
            .tag(TiffTag.COMPRESSION, 3, 7)
            .strip(new byte[9]);
    assertThatThrownBy(() -> read(jpeg))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("compression scheme 7")
        .hasMessageContaining("Compression (259)")
        .hasMessageContaining("gdal_translate");
  }

  @Test
  void namesMissingBandsWindowsAndFiles() {
    Path file = folder.resolve("small.tif");
    GeoTiffWriter.write(file, GeoTiffSpec.plain(4, 3, 1, SampleType.UINT8), new float[12]);
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      assertThatThrownBy(() -> reader.read(new int[] {1}, reader.info().all()))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("no band 2");
      assertThatThrownBy(() -> reader.read(new int[] {0}, new Window(1, 0, 3, 4)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("is not inside the raster");
    }
    assertThatThrownBy(() -> GeoTiffReader.open(folder.resolve("smal.tif")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("did you mean small.tif");
    assertThatThrownBy(() -> GeoTiffReader.open(folder))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("this is a folder, not a file");
  }
}
