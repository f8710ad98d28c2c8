package org.eobench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts small GeoTIFFs together byte by byte, with tags that the project's own writer never writes:
 * little-endian, uncompressed, one strip, pixel by pixel, EPSG:32630.
 */
final class TiffBytes {
  private static final int SHORT = 3;
  private static final int ASCII = 2;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;
  private static final int HEAD = 8;

  private final Map<Integer, Field> fields = new TreeMap<>();
  private final byte[] strip;
  private @Nullable TiffBytes mask;

  private record Field(int type, int count, byte[] bytes) {}

  private TiffBytes(int size, int bands, int bits, boolean floating, byte[] strip) {
    this.strip = strip;
    shorts(256, size);
    shorts(257, size);
    shorts(258, repeat(bits, bands));
    shorts(259, 1);
    shorts(262, 1);
    shorts(277, bands);
    shorts(278, size);
    shorts(284, 1);
    shorts(339, repeat(floating ? 3 : 1, bands));
    if (bands > 1) {
      shorts(338, repeat(0, bands - 1));
    }
    doubles(33550, 10, 10, 0);
    doubles(33922, 0, 0, 0, 500_000, 4_200_000, 0);
    shorts(34735, 1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 32630);
  }

  /**
   * Whole numbers.
   *
   * @param bits width of a sample, up to 16; each row begins at a byte
   * @param bands {@code [band][pixel]}, pixels of a square row by row
   */
  static TiffBytes integers(int bits, double[][] bands) {
    int size = side(bands);
    int rowBytes = (size * bands.length * bits + 7) / 8;
    byte[] strip = new byte[rowBytes * size];
    for (int row = 0; row < size; row++) {
      int at = 0; // in bits, from the beginning of the row
      for (int i = row * size; i < (row + 1) * size; i++) {
        for (double[] band : bands) {
          put(strip, row * rowBytes, at, bits, (int) band[i]);
          at += bits;
        }
      }
    }
    return new TiffBytes(size, bands.length, bits, false, strip);
  }

  /** float32 samples. */
  static TiffBytes floats(double[][] bands) {
    int size = side(bands);
    ByteBuffer strip = buffer(size * size * bands.length * Float.BYTES);
    for (int i = 0; i < size * size; i++) {
      for (double[] band : bands) {
        strip.putFloat((float) band[i]);
      }
    }
    return new TiffBytes(size, bands.length, Float.SIZE, true, strip.array());
  }

  /** GDAL's tag for the value that stands for no data, in these very words. */
  TiffBytes nodata(String text) {
    return ascii(42113, text);
  }

  /** GDAL's tag for further facts: scale and offset of each band. */
  TiffBytes scaleAndOffset(int bands, double scale, double offset) {
    StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
    for (int band = 0; band < bands; band++) {
      xml.append(
              "  <Item name=\"OFFSET\" sample=\"%d\" role=\"offset\">%s</Item>%n"
                  .formatted(band, offset))
          .append(
              "  <Item name=\"SCALE\" sample=\"%d\" role=\"scale\">%s</Item>%n"
                  .formatted(band, scale));
    }
    return ascii(42112, xml.append("</GDALMetadata>\n").toString());
  }

  /** The tag ModelPixelScale. */
  TiffBytes pixelScale(double x, double y) {
    return doubles(33550, x, y, 0);
  }

  /**
   * ModelTransformation in place of scale and tie point: {@code x = a*col + b*row + c}, y alike.
   */
  TiffBytes transformation(double a, double b, double c, double d, double e, double f) {
    fields.remove(33550);
    fields.remove(33922);
    return doubles(34264, a, b, 0, c, d, e, 0, f, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  /** A directory of one bit per pixel, as GDAL writes internal masks. */
  TiffBytes mask(boolean[] valid) {
    double[] bits = new double[valid.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = valid[i] ? 1 : 0;
    }
    mask = integers(1, new double[][] {bits});
    Map<Integer, Field> tags = mask.fields;
    tags.keySet().removeAll(java.util.List.of(33550, 33922, 34735));
    mask.longs(254, 4);
    return this;
  }

  Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes() {
    ByteBuffer out = buffer(1 << 20);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEAD);
    out.position(HEAD);
    directory(out, mask != null);
    if (mask != null) {
      mask.directory(out, false);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Writes directory, long values and strip from the buffer's position on. */
  private void directory(ByteBuffer out, boolean more) {
    longs(273, 0);
    longs(279, strip.length);
    int begin = out.position();
    int values = begin + 2 + fields.size() * 12 + 4;
    int end = values;
    for (Field field : fields.values()) {
      end += field.bytes.length > 4 ? even(field.bytes.length) : 0;
    }
    longs(273, end);
    out.putShort((short) fields.size());
    for (Map.Entry<Integer, Field> entry : fields.entrySet()) {
      Field field = entry.getValue();
      out.putShort(entry.getKey().shortValue()).putShort((short) field.type).putInt(field.count);
      if (field.bytes.length > 4) {
        out.putInt(values).put(values, field.bytes);
        values += even(field.bytes.length);
      } else {
        out.put(Arrays.copyOf(field.bytes, 4));
      }
    }
    int next = even(end + strip.length);
    out.putInt(more ? next : 0);
    out.put(end, strip);
    out.position(next);
  }

  private TiffBytes ascii(int tag, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    fields.put(tag, new Field(ASCII, bytes.length, bytes));
    return this;
  }

  private TiffBytes shorts(int tag, int... values) {
    ByteBuffer bytes = buffer(values.length * Short.BYTES);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    fields.put(tag, new Field(SHORT, values.length, bytes.array()));
    return this;
  }

  private TiffBytes longs(int tag, int value) {
    fields.put(tag, new Field(LONG, 1, buffer(Integer.BYTES).putInt(value).array()));
    return this;
  }

  private TiffBytes doubles(int tag, double... values) {
    ByteBuffer bytes = buffer(values.length * Double.BYTES);
    for (double value : values) {
      bytes.putDouble(value);
    }
    fields.put(tag, new Field(DOUBLE, values.length, bytes.array()));
    return this;
  }

  private static void put(byte[] strip, int from, int at, int bits, int value) {
    if (bits == 16) { // whole bytes follow the byte order, packed bits never do
      strip[from + at / 8] = (byte) value;
      strip[from + at / 8 + 1] = (byte) (value >> 8);
      return;
    }
    for (int bit = 0; bit < bits; bit++) {
      int to = at + bit;
      strip[from + to / 8] |= (byte) ((value >> (bits - 1 - bit) & 1) << (7 - to % 8));
    }
  }

  private static int side(double[][] bands) {
    return (int) Math.sqrt(bands[0].length);
  }

  private static int[] repeat(int value, int times) {
    int[] values = new int[times];
    Arrays.fill(values, value);
    return values;
  }

  private static int even(int length) {
    return length + length % 2;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
