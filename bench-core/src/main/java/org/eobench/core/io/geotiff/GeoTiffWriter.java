package org.eobench.core.io.geotiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import org.eobench.core.io.AtomicFile;

/**
 * Writes georeferenced GeoTIFFs in a form that every reader supports: classic little-endian TIFF,
 * tiles of at most 256 x 256, bands stored separately, Deflate with predictor 2 for integers and 3
 * for floats. The file appears complete or not at all.
 */
public final class GeoTiffWriter {
  private static final int LARGEST_TILE = 256;
  private static final int DEFLATE = 8;
  private static final int MIN_IS_BLACK = 1;

  private GeoTiffWriter() {}

  /**
   * Writes a raster.
   *
   * @param values {@code [bands,height,width]} in C order
   * @throws IllegalArgumentException when an integer type cannot represent a value exactly, or the
   *     number of values is wrong
   */
  public static void write(Path target, GeoTiffSpec spec, float[] values) {
    long expected = (long) spec.bands() * spec.height() * spec.width();
    if (values.length != expected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a raster of %d bands, %d x %d pixels needs %d values, got %d",
              spec.bands(),
              spec.height(),
              spec.width(),
              expected,
              values.length));
    }
    int tileHeight = tileSide(spec.height());
    int tileWidth = tileSide(spec.width());
    List<byte[]> tiles = new ArrayList<>();
    Deflater zlib = new Deflater(6);
    try {
      for (int band = 0; band < spec.bands(); band++) {
        for (int top = 0; top < spec.height(); top += tileHeight) {
          for (int left = 0; left < spec.width(); left += tileWidth) {
            tiles.add(deflate(zlib, tile(spec, values, band, top, left, tileHeight, tileWidth)));
          }
        }
      }
    } finally {
      zlib.end();
    }
    AtomicFile.write(target, out -> write(out, spec, tiles, tileHeight, tileWidth));
  }

  private static int tileSide(int side) {
    return Math.min(LARGEST_TILE, (side + 15) / 16 * 16);
  }

  private static void write(
      OutputStream out, GeoTiffSpec spec, List<byte[]> tiles, int tileHeight, int tileWidth)
      throws IOException {
    long[] offsets = new long[tiles.size()];
    long[] lengths = new long[tiles.size()];
    long at = 8;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      lengths[i] = tiles.get(i).length;
      at += lengths[i] + lengths[i] % 2;
    }
    if (at > 0xf0000000L) {
      throw new IOException("the raster is larger than the 4 GiB of a classic TIFF");
    }
    TiffFields fields = fields(spec, tileHeight, tileWidth);
    fields.longs(TiffTag.TILE_OFFSETS, offsets);
    fields.longs(TiffTag.TILE_BYTE_COUNTS, lengths);
    ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.write(header.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt((int) at).array());
    for (byte[] tile : tiles) {
      out.write(tile);
      out.write(new byte[tile.length % 2]);
    }
    out.write(fields.directory(at));
  }

  private static TiffFields fields(GeoTiffSpec spec, int tileHeight, int tileWidth) {
    TiffFields fields = new TiffFields();
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
    java.util.Arrays.fill(values, value);
    return values;
  }

  /** A tile after prediction. Pixels beyond the raster repeat the value at the edge. */
  private static byte[] tile(
      GeoTiffSpec spec, float[] values, int band, int top, int left, int height, int width) {
    int size = spec.type().bits() / 8;
    byte[] tile = new byte[height * width * size];
    float[] row = new float[width];
    for (int r = 0; r < height; r++) {
      int from = Math.min(top + r, spec.height() - 1);
      int start = (band * spec.height() + from) * spec.width();
      for (int c = 0; c < width; c++) {
        row[c] = values[start + Math.min(left + c, spec.width() - 1)];
      }
      if (spec.type().isFloat()) {
        putFloats(row, tile, r * width * size);
      } else {
        putDifferences(spec.type(), row, tile, r * width * size);
      }
    }
    return tile;
  }

  /** Predictor 3: the bytes of all samples, ordered by significance and differenced. */
  private static void putFloats(float[] row, byte[] tile, int at) {
    int width = row.length;
    for (int c = 0; c < width; c++) {
      int bits = Float.floatToRawIntBits(row[c]);
      for (int plane = 0; plane < 4; plane++) {
        tile[at + plane * width + c] = (byte) (bits >> (24 - 8 * plane));
      }
    }
    for (int i = at + 4 * width - 1; i > at; i--) {
      tile[i] -= tile[i - 1];
    }
  }

  /** Predictor 2: each sample as its difference from the left neighbour. */
  private static void putDifferences(SampleType type, float[] row, byte[] tile, int at) {
    int last = 0;
    for (int c = 0; c < row.length; c++) {
      int value = whole(type, row[c]);
      int difference = value - last;
      if (type == SampleType.UINT8) {
        tile[at + c] = (byte) difference;
      } else {
        tile[at + 2 * c] = (byte) difference;
        tile[at + 2 * c + 1] = (byte) (difference >> 8);
      }
      last = value;
    }
  }

  private static int whole(SampleType type, float value) {
    int least = type == SampleType.INT16 ? Short.MIN_VALUE : 0;
    int most = least + (1 << type.bits()) - 1;
    int whole = (int) value;
    if (whole != value || whole < least || whole > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s cannot hold %s", type.key(), value));
    }
    return whole;
  }

  private static byte[] deflate(Deflater zlib, byte[] plain) {
    zlib.reset();
    zlib.setInput(plain);
    zlib.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2 + 64);
    byte[] buffer = new byte[8192];
    while (!zlib.finished()) {
      packed.write(buffer, 0, zlib.deflate(buffer));
    }
    return packed.toByteArray();
  }
}
