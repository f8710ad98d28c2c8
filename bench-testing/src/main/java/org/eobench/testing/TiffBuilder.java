package org.eobench.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/**
 * Writes small GeoTIFFs byte by byte, with features of real files that {@code GeoTiffWriter} does
 * not write: any sample width, any text as nodata value, GDAL's masks, scale and offset, any
 * georeference. It shares no code with the reader, so its tests are independent. The tests of
 * bench-datasets and bench-cli use it. GDAL can read its files.
 *
 * <pre>{@code
 * TiffBuilder.unsigned(15, 64, 64, blue, green, red) // bits, width, height, values per band
 *     .northUp(500_000, 4_200_000, 10, 10).epsg(32630)
 *     .nodata("-1.#QNAN")
 *     .scaleAndOffset(1, 0.0001, -0.1)               // band 1
 *     .mask(valid)                                   // internal mask
 *     .deflate().write(folder.resolve("a.tif"));
 * TiffBuilder.maskFile(64, 64, valid).write(folder.resolve("a.tif.msk"));
 * }</pre>
 *
 * <p>Values are {@code [height,width]} in C order, one array per band. An array that is too short
 * is repeated, so {@code {7}} is a constant band.
 */
public final class TiffBuilder {
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;
  private static final int MASK = 4;

  private final int format;
  private final boolean patterns;
  private final int bits;
  private final int width;
  private final int height;
  private final double[][] bands;
  private final TiffTags tags = new TiffTags();
  private final List<TiffBuilder> others = new ArrayList<>();
  private final StringBuilder items = new StringBuilder();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean deflate;
  private boolean planar;

  private TiffBuilder(
      int format, boolean patterns, int bits, int width, int height, double[]... bands) {
    this.format = format;
    this.patterns = patterns;
    this.bits = bits;
    this.width = width;
    this.height = height;
    this.bands = bands;
    tags.put(262, SHORT, 1);
    if (bands.length > 1) {
      tags.put(338, SHORT, new double[bands.length - 1]);
    }
  }

  /** Unsigned integers of 1 to 32 bits. */
  public static TiffBuilder unsigned(int bits, int width, int height, double[]... bands) {
    return new TiffBuilder(1, false, bits, width, height, bands);
  }

  /** Two's complement integers of 2 to 32 bits. */
  public static TiffBuilder signed(int bits, int width, int height, double[]... bands) {
    return new TiffBuilder(2, false, bits, width, height, bands);
  }

  /** Floating-point numbers of 32 or 64 bits. */
  public static TiffBuilder floating(int bits, int width, int height, double[]... bands) {
    return new TiffBuilder(3, false, bits, width, height, bands);
  }

  /**
   * Samples given by their bits, such as 16-bit and 24-bit floating-point numbers.
   *
   * @param format TIFF's SampleFormat: 1 unsigned, 2 signed, 3 floating point
   */
  public static TiffBuilder patterns(
      int format, int bits, int width, int height, double[]... bands) {
    return new TiffBuilder(format, true, bits, width, height, bands);
  }

  /** GDAL's external mask for a whole file, which belongs in {@code NAME.tif.msk}. */
  public static TiffBuilder maskFile(int width, int height, boolean... valid) {
    return unsigned(8, width, height, bytes(valid)).item("INTERNAL_MASK_FLAGS_1", "2");
  }

  public TiffBuilder bigEndian() {
    order = ByteOrder.BIG_ENDIAN;
    return this;
  }

  public TiffBuilder deflate() {
    deflate = true;
    return this;
  }

  /** Stores each band separately. */
  public TiffBuilder planar() {
    planar = true;
    return this;
  }

  /** GDAL's tag 42113 with exactly this text. */
  public TiffBuilder nodata(String text) {
    return text(42113, text);
  }

  /** GDAL's tags of one band, counted from 1: {@code stored * scale + offset}. */
  public TiffBuilder scaleAndOffset(int band, double scale, double offset) {
    String form = "<Item name=\"%s\" sample=\"%d\" role=\"%s\">%s</Item>";
    items.append(String.format(Locale.ROOT, form, "SCALE", band - 1, "scale", scale));
    items.append(String.format(Locale.ROOT, form, "OFFSET", band - 1, "offset", offset));
    return this;
  }

  /** One item of GDAL's metadata of the whole file. */
  public TiffBuilder item(String name, String value) {
    items.append("<Item name=\"" + name + "\">" + value + "</Item>");
    return this;
  }

  /** The complete tag 42112 of GDAL, for texts that {@link #item} cannot express. */
  public TiffBuilder metadata(String xml) {
    return text(42112, xml);
  }

  /**
   * ModelPixelScale and a tie point at the upper left corner.
   *
   * @param pixelHeight positive; a negative value gives a negative ScaleY
   */
  public TiffBuilder northUp(double west, double north, double pixelWidth, double pixelHeight) {
    tags.put(33550, DOUBLE, pixelWidth, pixelHeight, 0);
    tags.put(33922, DOUBLE, 0, 0, 0, west, north, 0);
    return this;
  }

  /**
   * ModelTransformation: {@code x = a*col + b*row + c}, {@code y = d*col + e*row + f}. A transposed
   * grid is {@code transform(0, 10, west, -10, 0, north)}.
   */
  public TiffBuilder transform(double a, double b, double c, double d, double e, double f) {
    tags.put(34264, DOUBLE, a, b, 0, c, d, e, 0, f, 0, 0, 0, 0, 0, 0, 0, 1);
    return this;
  }

  /** The projected coordinate system; pixels are areas. */
  public TiffBuilder epsg(int code) {
    tags.put(34735, SHORT, 1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, code);
    return this;
  }

  /** Declares the last band as alpha (ExtraSamples 2), as GDAL does for four byte bands. */
  public TiffBuilder lastBandIsAlpha() {
    double[] extra = new double[bands.length - 1];
    extra[extra.length - 1] = 2;
    tags.put(338, SHORT, extra);
    return this;
  }

  /** Adds GDAL's internal 1-bit mask; false hides a pixel. */
  public TiffBuilder mask(boolean... valid) {
    double[] bit = bytes(valid);
    for (int i = 0; i < bit.length; i++) {
      bit[i] = Math.min(1, bit[i]);
    }
    return directory(MASK, unsigned(1, width, height, bit));
  }

  /**
   * Adds another image to the file.
   *
   * @param subfileType NewSubfileType: 1 an overview, 4 a mask, 5 the mask of an overview
   */
  public TiffBuilder directory(int subfileType, TiffBuilder image) {
    image.tags.put(254, LONG, subfileType);
    if ((subfileType & MASK) != 0) {
      image.tags.put(262, SHORT, 4);
    }
    others.add(image);
    return this;
  }

  /** Any other tag with SHORT (3), LONG (4) or DOUBLE (12) values. */
  public TiffBuilder tag(int code, int type, double... values) {
    tags.put(code, type, values);
    return this;
  }

  private TiffBuilder text(int code, String text) {
    tags.put(code, ASCII, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  private static double[] bytes(boolean[] valid) {
    double[] values = new double[valid.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = valid[i] ? 255 : 0;
    }
    return values;
  }

  /** The whole file. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ByteBuffer.allocate(4)
            .order(order)
            .putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d))
            .putShort((short) 42)
            .array());
    List<TiffBuilder> images = new ArrayList<>(List.of(this));
    images.addAll(others);
    for (TiffBuilder image : images) {
      image.order = order;
      image.append(out, 4 + out.size());
    }
    out.writeBytes(new byte[4]); // no further directory
    return out.toByteArray();
  }

  /** Writes the offset of the following directory, the samples and the directory. */
  private void append(ByteArrayOutputStream out, int start) {
    List<byte[]> strips = new ArrayList<>();
    double[] offsets = new double[planar ? bands.length : 1];
    double[] lengths = new double[offsets.length];
    int at = start;
    for (int i = 0; i < offsets.length; i++) {
      byte[] plain = planar ? strip(bands[i]) : strip(bands);
      byte[] strip = deflate ? deflate(plain) : plain;
      offsets[i] = at;
      lengths[i] = strip.length;
      at += strip.length;
      strips.add(strip);
    }
    if (at % 2 == 1) {
      strips.add(new byte[1]);
      at++;
    }
    double[] same = new double[bands.length];
    Arrays.fill(same, bits);
    tags.put(258, SHORT, same.clone());
    Arrays.fill(same, format);
    tags.put(339, SHORT, same);
    tags.put(256, LONG, width);
    tags.put(257, LONG, height);
    tags.put(259, SHORT, deflate ? 8 : 1);
    tags.put(273, LONG, offsets);
    tags.put(277, SHORT, bands.length);
    tags.put(278, LONG, height);
    tags.put(279, LONG, lengths);
    tags.put(284, SHORT, planar ? 2 : 1);
    if (!items.isEmpty()) {
      text(42112, "<GDALMetadata>" + items + "</GDALMetadata>");
    }
    byte[] values = tags.values(order);
    out.writeBytes(ByteBuffer.allocate(4).order(order).putInt(at + values.length).array());
    strips.forEach(out::writeBytes);
    out.writeBytes(values);
    out.writeBytes(tags.table(at, order));
  }

  /** Rows of packed samples; each row starts at a byte boundary. */
  private byte[] strip(double[]... interleaved) {
    int rowBytes = (width * interleaved.length * bits + 7) / 8;
    byte[] rows = new byte[rowBytes * height];
    for (int row = 0; row < height; row++) {
      for (int i = 0; i < width * interleaved.length; i++) {
        double[] band = interleaved[i % interleaved.length];
        double value = band[(row * width + i / interleaved.length) % band.length];
        put(rows, row * rowBytes * 8L + (long) i * bits, stored(value));
      }
    }
    return rows;
  }

  private long stored(double value) {
    if (format == 3 && !patterns) {
      return bits == 64
          ? Double.doubleToRawLongBits(value)
          : Float.floatToRawIntBits((float) value);
    }
    return (long) value;
  }

  /**
   * Whole bytes are in the byte order of the file; other widths start at the highest bit. 24-bit
   * integers are byte-swapped, as GDAL writes them.
   */
  private void put(byte[] rows, long firstBit, long value) {
    boolean little = order == ByteOrder.LITTLE_ENDIAN;
    boolean swapped = bits == 24 && format != 3 ? !little : little && bits % 8 == 0;
    for (int i = 0; i < bits; i++) {
      long bit = value >> (bits - 1 - i) & 1;
      int place = swapped ? (bits / 8 - 1 - i / 8) * 8 + i % 8 : i;
      long at = firstBit + place;
      rows[(int) (at / 8)] |= (byte) (bit << (7 - at % 8));
    }
  }

  private static byte[] deflate(byte[] plain) {
    Deflater zlib = new Deflater();
    zlib.setInput(plain);
    zlib.finish();
    byte[] packed = new byte[plain.length * 2 + 100];
    int length = zlib.deflate(packed);
    zlib.end();
    return Arrays.copyOf(packed, length);
  }

  /** Writes the file and creates its folders. */
  public Path write(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return Files.write(file, bytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
