package org.eobench.datasets.raster.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.geotiff.Window;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSourceTest {
  private static final byte[] RAMP = {0, 50, 100, (byte) 255};

  @TempDir Path folder;

  private Path write(String name, BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), bytes)).isTrue();
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private static double[] stored(Path file, int named, int... bands) {
    try (RasterSource source = RasterFile.of(file).open(named)) {
      NamedBands.require(source, java.util.Collections.nCopies(named, "x"));
      return source.stored(bands, 0, source.header().grid().all(), named);
    }
  }

  private static BufferedImage deep(int bands, boolean alpha, int... samples) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 2, 1, bands, null);
    raster.setPixels(0, 0, 2, 1, samples);
    int space = bands < 3 ? java.awt.color.ColorSpace.CS_GRAY : java.awt.color.ColorSpace.CS_sRGB;
    ComponentColorModel model =
        new ComponentColorModel(
            java.awt.color.ColorSpace.getInstance(space),
            alpha,
            false,
            alpha ? 3 : 1,
            DataBuffer.TYPE_USHORT);
    return new BufferedImage(model, raster, false, null);
  }

  @Test
  void readsSixteenBitsUnchanged() throws IOException {
    Path grey = write("grey.png", deep(1, false, 258, 65_535));
    assertThat(stored(grey, 1, 0)).containsExactly(258, 65_535);
    Path colours = write("rgb.png", deep(3, false, 1, 2, 3, 40_000, 50_000, 60_000));
    assertThat(stored(colours, 3, 2, 0)).containsExactly(3, 60_000, 1, 40_000);
    assertThat(RasterFile.of(colours).header(3).type()).isEqualTo(SampleType.UINT16);
  }

  @Test
  void hidesPixelsOfAlphaZero() throws IOException {
    Path file = write("a.png", deep(4, true, 1, 2, 3, 9, 4, 5, 6, 0));
    assertThat(stored(file, 3, 0, 1)).containsExactly(1, Double.NaN, 2, Double.NaN);
    assertThat(stored(file, 4, 3)).as("alpha as a band").containsExactly(9, 0);
  }

  @Test
  void readsAPaletteAsIndicesOrColours() throws IOException {
    IndexColorModel palette = new IndexColorModel(2, 4, RAMP, new byte[4], RAMP);
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int x = 0; x < 4; x++) {
      image.getRaster().setSample(x, 0, 0, 3 - x);
    }
    Path file = write("p.png", image);
    assertThat(stored(file, 1, 0)).as("labels").containsExactly(3, 2, 1, 0);
    assertThat(stored(file, 3, 0, 1)).containsExactly(255, 100, 50, 0, 0, 0, 0, 0);
    BufferedImage bits = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.getRaster().setSample(1, 0, 0, 1);
    Path mask = write("bits.png", bits);
    assertThat(stored(mask, 1, 0)).as("one bit per pixel").containsExactly(0, 1, 0);
  }

  @Test
  void takesTheTransparentIndexForNodata() throws IOException {
    byte[] alpha = {-1, -1, 0, -1};
    IndexColorModel palette = new IndexColorModel(2, 4, RAMP, new byte[4], RAMP, alpha);
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {0, 2, 3, 2});
    Path file = write("t.png", image); // The writer moves the transparent colour to the front.
    RasterHeader header = RasterFile.of(file).header(1);
    assertThat(Arrays.stream(stored(file, 1, 0)).mapToObj(header::isNodata))
        .containsExactly(false, true, false, true);
    assertThat(stored(file, 3, 0)).containsExactly(0, Double.NaN, 255, Double.NaN);
  }

  @Test
  void readsTwoBitsWithATransparentGreyUnchanged() throws IOException {
    // 2 bits, grey: 0 1 2 3, of which 2 is transparent.
    Path grey = Files.write(folder.resolve("g.png"), png(2, 0, new byte[] {0, 2}, 0b00_01_10_11));
    assertThat(stored(grey, 1, 0)).containsExactly(0, 1, 2, 3);
    assertThat(RasterFile.of(grey).header(1).nodata()).isEqualTo(2);
    byte[] colour = {0, 4, 0, 5, 0, 6};
    Path rgb =
        Files.write(folder.resolve("c.png"), png(8, 2, colour, 1, 2, 3, 4, 5, 6, 4, 5, 7, 4, 5, 6));
    assertThat(stored(rgb, 3, 0)).containsExactly(1, Double.NaN, 4, Double.NaN);
  }

  /** A PNG of one row of four pixels with the chunk tRNS. */
  private static byte[] png(int depth, int type, byte[] transparent, int... row) {
    java.util.zip.Deflater deflater = new java.util.zip.Deflater();
    byte[] pixels = new byte[row.length + 1];
    for (int i = 0; i < row.length; i++) {
      pixels[i + 1] = (byte) row[i];
    }
    deflater.setInput(pixels);
    deflater.finish();
    byte[] packed = new byte[100];
    int length = deflater.deflate(packed);
    byte[] size = {0, 0, 0, 4, 0, 0, 0, 1, (byte) depth, (byte) type, 0, 0, 0};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
    chunk(out, "IHDR", size);
    chunk(out, "tRNS", transparent);
    chunk(out, "IDAT", Arrays.copyOf(packed, length));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] data) {
    byte[] body =
        java.nio.ByteBuffer.allocate(4 + data.length)
            .put(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .put(data)
            .array();
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(body);
    out.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(body);
    out.writeBytes(java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  @Test
  void readsAWindowOfAJpegAndItsWorldFile() throws IOException {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 32; x++) {
        image.setRGB(x, y, x < 16 ? 0x204080 : 0xc0a010);
      }
    }
    Path file = write("a.jpg", image);
    Files.writeString(folder.resolve("a.jgw"), "10\n0\n0\n-10\n500005\n4999995\n");
    try (RasterSource source = RasterFile.of(file).open(3)) {
      double[] values = source.stored(new int[] {2, 0}, 0, new Window(2, 24, 3, 4), 3);
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i]).isBetween(i < 12 ? 8.0 : 184.0, i < 12 ? 24.0 : 200.0);
      }
      assertThat(source.header().grid().transform())
          .isEqualTo(GeoTransform.northUp(500_000, 5_000_000, 10, 10));
    }
    Files.writeString(folder.resolve("a.jgw"), "10\n0\n");
    assertThatThrownBy(() -> RasterFile.of(file).open(3))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("a.jgw")
        .hasMessageContaining("six lines");
  }

  @Test
  void reportsDamagedFilesAndFilesOfOtherKinds() throws IOException {
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(3);
    random.nextBytes(((java.awt.image.DataBufferByte) image.getRaster().getDataBuffer()).getData());
    for (String name : new String[] {"d.png", "d.jpg"}) {
      byte[] whole = Files.readAllBytes(write(name, image));
      for (int i = 0; i < 60; i++) {
        byte[] damaged = i < 20 ? Arrays.copyOf(whole, whole.length * (i + 1) / 22) : whole.clone();
        if (i >= 20) {
          damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
        }
        Path file = Files.write(folder.resolve(name), damaged);
        boolean truncated = i < 20;
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> {
              try {
                stored(file, 3, 0);
                assertThat(truncated).as("%s of %d bytes", name, damaged.length).isFalse();
              } catch (BenchException refused) {
                assertThat(refused).hasMessageContaining(name);
              }
            });
      }
    }
    Path named = Files.writeString(folder.resolve("b.png"), "<!doctype html><html>");
    assertThatThrownBy(() -> RasterFile.of(named).open(3))
        .hasMessageContaining("this is a web page (HTML)")
        .hasMessageContaining("expected: a PNG or JPEG image");
    byte[] jp2 = {0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10};
    Path other = Files.write(folder.resolve("c.jp2"), jp2);
    assertThatThrownBy(() -> RasterFile.of(other).open(3))
        .hasMessageContaining("[Bench/UnreadableJpeg2000] JPEG 2000 images are not read")
        .hasMessageContaining("`gdal_translate -of COG " + other + " out.tif`");
  }
}
