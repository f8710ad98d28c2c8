package org.eobench.core.io.geotiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects the tags of a little-endian TIFF and writes its directory, classic or of a BigTIFF. */
@SuppressWarnings("ByteBufferBackingArray") // every buffer is allocated here
public final class TiffFields {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Field(int type, int count, byte[] value) {}

  /** Above it a raster may not fit into a classic TIFF, even if Deflate gains nothing. */
  public static final long CLASSIC = 0xf0000000L;

  private static final int LONG8 = 16;
  private static final int DEFLATE = 8;
  private static final int MIN_IS_BLACK = 1;

  private final Map<Integer, Field> fields = new TreeMap<>();
  private final boolean big;

  /**
   * @param big whether it is a BigTIFF, whose offsets have 64 bits
   */
  TiffFields(boolean big) {
    this.big = big;
  }

  /** The bytes at the beginning of a file whose first directory is at {@code directory}. */
  public static byte[] header(boolean big, long directory) {
    ByteBuffer header = buffer(big ? 16 : 8);
    header.put((byte) 'I').put((byte) 'I');
    if (big) {
      header.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directory);
    } else {
      header.putShort((short) 42).putInt((int) directory);
    }
    return header.array();
  }

  /** The tags of a raster, but for the places of its tiles. */
  public static TiffFields of(GeoTiffSpec spec, int tileHeight, int tileWidth, boolean big) {
    TiffFields fields = new TiffFields(big);
    fields.longs(TiffTag.IMAGE_WIDTH, spec.width());
    fields.longs(TiffTag.IMAGE_LENGTH, spec.height());
    fields.shorts(TiffTag.BITS_PER_SAMPLE, repeat(spec.type().bits(), spec.bands()));
    fields.shorts(TiffTag.COMPRESSION, DEFLATE);
    fields.shorts(TiffTag.PHOTOMETRIC, MIN_IS_BLACK);
    fields.shorts(TiffTag.SAMPLES_PER_PIXEL, spec.bands());
    fields.shorts(TiffTag.PLANAR_CONFIGURATION, spec.bands() == 1 ? 1 : 2);
    fields.shorts(TiffTag.PREDICTOR, spec.type().isFloat() ? 3 : 2);
    fields.longs(TiffTag.TILE_WIDTH, tileWidth);
    fields.longs(TiffTag.TILE_LENGTH, tileHeight);
    if (spec.bands() > 1) {
      fields.shorts(TiffTag.EXTRA_SAMPLES, repeat(0, spec.bands() - 1));
    }
    fields.shorts(TiffTag.SAMPLE_FORMAT, repeat(spec.type().format(), spec.bands()));
    georeference(fields, spec);
    Double nodata = spec.nodata();
    if (nodata != null) {
      fields.text(TiffTag.GDAL_NODATA, number(nodata));
    }
    boolean described =
        !spec.scales().isEmpty() || !spec.metadata().isEmpty() || !spec.bandNames().isEmpty();
    if (described) {
      fields.text(TiffTag.GDAL_METADATA, metadata(spec));
    }
    return fields;
  }

  private static void georeference(TiffFields fields, GeoTiffSpec spec) {
    GeoTransform t = spec.transform();
    if (t != null && t.isNorthUp() && t.a() > 0 && t.e() < 0) {
      fields.doubles(TiffTag.MODEL_PIXEL_SCALE, t.a(), -t.e(), 0);
      fields.doubles(TiffTag.MODEL_TIEPOINT, 0, 0, 0, t.c(), t.f(), 0);
    } else if (t != null) {
      fields.doubles(
          TiffTag.MODEL_TRANSFORMATION,
          t.a(),
          t.b(),
          0,
          t.c(),
          t.d(),
          t.e(),
          0,
          t.f(),
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          1);
    }
    Crs crs = spec.crs();
    if (crs != null) {
      // GTModelType 1024, GTRasterType 1025 (pixel is area), then the EPSG code of the system.
      int model = crs.projected() ? 1 : 2;
      int key = crs.projected() ? 3072 : 2048;
      fields.shorts(
          TiffTag.GEO_KEY_DIRECTORY,
          1,
          1,
          0,
          3,
          1024,
          0,
          1,
          model,
          1025,
          0,
          1,
          1,
          key,
          0,
          1,
          crs.epsg());
    }
  }

  /** Items of the file, then name, scale and offset of each band, as GDAL writes them. */
  private static String metadata(GeoTiffSpec spec) {
    StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
    for (Map.Entry<String, String> item : spec.metadata().entrySet()) {
      xml.append(
          String.format(
              Locale.ROOT,
              "  <Item name=\"%s\">%s</Item>\n",
              escaped(item.getKey()),
              escaped(item.getValue())));
    }
    String item = "  <Item name=\"%s\" sample=\"%d\" role=\"%s\">%s</Item>\n";
    for (int band = 0; band < spec.bandNames().size(); band++) {
      String name = escaped(spec.bandNames().get(band));
      xml.append(String.format(Locale.ROOT, item, "DESCRIPTION", band, "description", name));
    }
    for (int band = 0; band < spec.scales().size(); band++) {
      BandScale scale = spec.scales().get(band);
      xml.append(String.format(Locale.ROOT, item, "OFFSET", band, "offset", scale.offset()));
      xml.append(String.format(Locale.ROOT, item, "SCALE", band, "scale", scale.scale()));
    }
    return xml.append("</GDALMetadata>\n").toString();
  }

  /** Text for XML in ASCII. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            code -> {
              if (code < 0x20 || code > 0x7e || "<>&\"".indexOf(code) >= 0) {
                escaped.append("&#").append(code).append(';');
              } else {
                escaped.appendCodePoint(code);
              }
            });
    return escaped.toString();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static int[] repeat(int value, int count) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }

  /** Numbers of 16 bits; they replace those of the tag. */
  public void shorts(TiffTag tag, int... values) {
    ByteBuffer bytes = buffer(values.length * 2);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    fields.put(tag.code(), new Field(3, values.length, bytes.array()));
  }

  /** Numbers of 32 bits. */
  public void longs(TiffTag tag, long... values) {
    ByteBuffer bytes = buffer(values.length * 4);
    for (long value : values) {
      bytes.putInt((int) value);
    }
    fields.put(tag.code(), new Field(4, values.length, bytes.array()));
  }

  /** Numbers of as many bits as an offset in the file has. */
  public void offsets(TiffTag tag, long... values) {
    if (!big) {
      longs(tag, values);
      return;
    }
    ByteBuffer bytes = buffer(values.length * 8);
    for (long value : values) {
      bytes.putLong(value);
    }
    fields.put(tag.code(), new Field(LONG8, values.length, bytes.array()));
  }

  void doubles(TiffTag tag, double... values) {
    ByteBuffer bytes = buffer(values.length * 8);
    for (double value : values) {
      bytes.putDouble(value);
    }
    fields.put(tag.code(), new Field(12, values.length, bytes.array()));
  }

  public void text(TiffTag tag, String value) {
    byte[] bytes = (value + "\0").getBytes(StandardCharsets.US_ASCII);
    fields.put(tag.code(), new Field(2, bytes.length, bytes));
  }

  /** The last directory of a file, at {@code offset}, and the values that do not fit into it. */
  byte[] directory(long offset) {
    return directory(offset, false);
  }

  /**
   * A directory and the values that do not fit into it.
   *
   * @param offset its place in the file
   * @param followed whether another directory follows after its values
   */
  public byte[] directory(long offset, boolean followed) {
    int inside = big ? 8 : 4;
    ByteBuffer table = buffer(big ? 8 + fields.size() * 20 + 8 : 2 + fields.size() * 12 + 4);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    put(table, fields.size(), big ? 8 : 2);
    fields.forEach(
        (tag, field) -> {
          table.putShort(tag.shortValue()).putShort((short) field.type);
          put(table, field.count, inside);
          if (field.value.length <= inside) {
            table.put(field.value).position(table.position() + inside - field.value.length);
          } else {
            put(table, offset + table.capacity() + values.size(), inside);
            values.writeBytes(field.value);
            if (values.size() % 2 == 1) {
              values.write(0);
            }
          }
        });
    put(table, followed ? offset + table.capacity() + values.size() : 0, inside);
    byte[] all = new byte[table.capacity() + values.size()];
    System.arraycopy(table.array(), 0, all, 0, table.capacity());
    System.arraycopy(values.toByteArray(), 0, all, table.capacity(), values.size());
    return all;
  }

  private static void put(ByteBuffer table, long value, int bytes) {
    switch (bytes) {
      case 2 -> table.putShort((short) value);
      case 4 -> table.putInt((int) value);
      default -> table.putLong(value);
    }
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
