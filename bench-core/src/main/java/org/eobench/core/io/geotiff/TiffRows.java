package org.eobench.core.io.geotiff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Locale;

/** Writes the rows of a raster as tiles as soon as a row of tiles is full, then the directory. */
final class TiffRows implements GeoTiffWriter.RowSink {
  private static final int LARGEST_TILE = 256;
  private static final int TILE_STEP = 16;

  /** Values of a row of tiles that wait in memory, unless a row of the smallest tiles is more. */
  private static final long BUFFERED = 1L << 24;

  private final FileChannel channel;
  private final GeoTiffSpec spec;
  private final boolean big;
  private final int tileHeight;
  private final int tileWidth;
  private final float[][] waiting;
  private final long[] offsets;
  private final long[] lengths;
  private final TileEncoder encoder;
  private int count;
  private int row;

  TiffRows(FileChannel channel, GeoTiffSpec spec) {
    this(channel, spec, bytes(spec) > TiffFields.CLASSIC - (1L << 28));
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
    encoder = new TileEncoder(spec.type(), tileHeight, tileWidth);
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
        byte[] tile = tile(band, column * tileWidth);
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
    encoder.close();
    if (row != spec.height()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d rows of a raster of %d rows", row, spec.height()));
    }
    TiffFields fields = TiffFields.of(spec, tileHeight, tileWidth, big);
    fields.offsets(TiffTag.TILE_OFFSETS, offsets);
    fields.longs(TiffTag.TILE_BYTE_COUNTS, lengths);
    long at = channel.position();
    if (!big && at > TiffFields.CLASSIC) {
      throw new IOException("the raster is larger than the 4 GiB of a classic TIFF");
    }
    write(fields.directory(at));
    channel.position(0);
    write(TiffFields.header(big, at));
  }

  /** An encoded tile. Pixels beyond the raster repeat the value at the edge. */
  private byte[] tile(int band, int left) {
    return encoder.encode(
        (row, values) -> {
          float[] from = waiting[Math.min(row, count - 1)];
          for (int c = 0; c < tileWidth; c++) {
            values[c] = from[Math.min(left + c, spec.width() - 1) * spec.bands() + band];
          }
        });
  }
}
