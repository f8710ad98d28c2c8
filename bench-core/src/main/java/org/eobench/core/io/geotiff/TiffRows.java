package org.eobench.core.io.geotiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Locale;
import java.util.zip.Deflater;
import org.eobench.core.io.NumberFormats;

/** Writes the rows of a raster as tiles as soon as a row of tiles is full, then the directory. */
final class TiffRows implements GeoTiffWriter.RowSink {
  private static final int LARGEST_TILE = 256;
  private static final int TILE_STEP = 16;

  /** Values of a row of tiles that wait in memory, unless a row of the smallest tiles is more. */
  private static final long BUFFERED = 1L << 24;

  /** Above it a raster may not fit into a classic TIFF, even if Deflate gains nothing. */
  private static final long CLASSIC = 0xf0000000L;

  private final FileChannel channel;
  private final GeoTiffSpec spec;
  private final boolean big;
  private final int tileHeight;
  private final int tileWidth;
  private final float[][] waiting;
  private final long[] offsets;
  private final long[] lengths;
  private final Deflater zlib = new Deflater(6);
  private int count;
  private int row;

  TiffRows(FileChannel channel, GeoTiffSpec spec) {
    this(channel, spec, bytes(spec) > CLASSIC - (1L << 28));
  }

  /**
   * @param big whether to write a BigTIFF
   */
  TiffRows(FileChannel channel, GeoTiffSpec spec, boolean big) {
    this.big = big;
    this.channel = channel;
    this.spec = spec;
    long values = (long) spec.width() * spec.bands();
    int fitting = (int) (BUFFERED / values / TILE_STEP * TILE_STEP);
    int highest = Math.max(TILE_STEP, Math.min(LARGEST_TILE, fitting));
    tileHeight = Math.min(highest, tileSide(spec.height()));
    tileWidth = tileSide(spec.width());
    waiting = new float[Math.min(tileHeight, spec.height())][];
    int tiles = Math.multiplyExact(spec.bands(), Math.multiplyExact(down(), across()));
    offsets = new long[tiles];
    lengths = new long[tiles];
  }

  private static long bytes(GeoTiffSpec spec) {
    return (long) spec.width() * spec.bands() * spec.height() * (spec.type().bits() / 8);
  }

  private static int tileSide(int side) {
    return Math.min(LARGEST_TILE, (side + TILE_STEP - 1) / TILE_STEP * TILE_STEP);
  }

  private int down() {
    return (spec.height() + tileHeight - 1) / tileHeight;
  }

  private int across() {
    return (spec.width() + tileWidth - 1) / tileWidth;
  }

  /** Leaves room for the header. */
  void start() throws IOException {
    channel.position(big ? 16 : 8);
  }

  @Override
  public void accept(float[] next) {
    if (next.length != spec.width() * spec.bands() || row + count >= spec.height()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "row %d of a raster of %d rows has %d values",
              row + count,
              spec.height(),
              next.length));
    }
    if (waiting[count] == null) {
      waiting[count] = new float[next.length];
    }
    System.arraycopy(next, 0, waiting[count], 0, next.length);
    count++;
    if (count == tileHeight || row + count == spec.height()) {
      try {
        flush();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private void flush() throws IOException {
    int strip = row / tileHeight;
    for (int band = 0; band < spec.bands(); band++) {
      for (int column = 0; column < across(); column++) {
        byte[] tile = deflate(tile(band, column * tileWidth));
        int index = (band * down() + strip) * across() + column;
        offsets[index] = channel.position();
        lengths[index] = tile.length;
        write(tile);
        write(new byte[tile.length % 2]);
      }
    }
    row += count;
    count = 0;
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Writes the directory, and the header that leads to it. */
  void end() throws IOException {
    zlib.end();
    if (row != spec.height()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d rows of a raster of %d rows", row, spec.height()));
    }
    TiffFields fields = TiffFields.of(spec, tileHeight, tileWidth, big);
    fields.offsets(TiffTag.TILE_OFFSETS, offsets);
    fields.longs(TiffTag.TILE_BYTE_COUNTS, lengths);
    long at = channel.position();
    if (!big && at > CLASSIC) {
      throw new IOException("the raster is larger than the 4 GiB of a classic TIFF");
    }
    write(fields.directory(at));
    channel.position(0);
    ByteBuffer header = ByteBuffer.allocate(big ? 16 : 8).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'I').put((byte) 'I');
    if (big) {
      header.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(at);
    } else {
      header.putShort((short) 42).putInt((int) at);
    }
    write(header.array());
  }

  /** A tile after prediction. Pixels beyond the raster repeat the value at the edge. */
  private byte[] tile(int band, int left) {
    int size = spec.type().bits() / 8;
    byte[] tile = new byte[tileHeight * tileWidth * size];
    float[] values = new float[tileWidth];
    for (int r = 0; r < tileHeight; r++) {
      float[] from = waiting[Math.min(r, count - 1)];
      for (int c = 0; c < tileWidth; c++) {
        values[c] = from[Math.min(left + c, spec.width() - 1) * spec.bands() + band];
      }
      if (spec.type().isFloat()) {
        putFloats(values, tile, r * tileWidth * size);
      } else {
        putDifferences(values, tile, r * tileWidth * size);
      }
    }
    return tile;
  }

  /** Predictor 3: the bytes of all samples, ordered by significance and differenced. */
  private void putFloats(float[] values, byte[] tile, int at) {
    int planes = spec.type().bits() / 8;
    for (int c = 0; c < tileWidth; c++) {
      int bits =
          planes == 2 ? NumberFormats.floatToHalf(values[c]) : Float.floatToRawIntBits(values[c]);
      for (int plane = 0; plane < planes; plane++) {
        tile[at + plane * tileWidth + c] = (byte) (bits >> (8 * (planes - 1 - plane)));
      }
    }
    for (int i = at + planes * tileWidth - 1; i > at; i--) {
      tile[i] -= tile[i - 1];
    }
  }

  /** Predictor 2: each sample as its difference from the left neighbour. */
  private void putDifferences(float[] values, byte[] tile, int at) {
    int last = 0;
    for (int c = 0; c < values.length; c++) {
      int value = whole(values[c]);
      int difference = value - last;
      if (spec.type().bits() == 8) {
        tile[at + c] = (byte) difference;
      } else {
        tile[at + 2 * c] = (byte) difference;
        tile[at + 2 * c + 1] = (byte) (difference >> 8);
      }
      last = value;
    }
  }

  private int whole(float value) {
    boolean signed = spec.type().format() == 2;
    int least = signed ? -(1 << (spec.type().bits() - 1)) : 0;
    int most = least + (1 << spec.type().bits()) - 1;
    int whole = (int) value;
    if (whole != value || whole < least || whole > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s cannot hold %s", spec.type().key(), value));
    }
    return whole;
  }

  private byte[] deflate(byte[] plain) {
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
