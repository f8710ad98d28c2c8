package org.eobench.core.io;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the samples of a TIFF lie in its file: a grid of blocks (tiles, or strips as wide as the
 * image), each stored for all bands (chunky) or for one band (planar). Everything here is checked.
 */
final class TiffLayout {
  final int width;
  final int height;
  final int bands;
  final SampleType type;
  final TiffCompression compression;
  final int predictor;
  final boolean planar;
  final boolean tiled;
  final int blockWidth;
  final int blockHeight;
  final int blocksAcross;
  final int blocksDown;
  private final long[] offsets;
  private final long[] byteCounts;

  private final FileFault fault;

  TiffLayout(TiffDirectory tags, FileFault fault) {
    this.fault = fault;
    width = tags.required(TiffTag.IMAGE_WIDTH, 1, Integer.MAX_VALUE);
    height = tags.required(TiffTag.IMAGE_LENGTH, 1, Integer.MAX_VALUE);
    bands = tags.optional(TiffTag.SAMPLES_PER_PIXEL, 1, 1, 65535);
    planar = tags.optional(TiffTag.PLANAR_CONFIGURATION, 1, 1, 2) == 2;
    type = sampleType(tags);
    compression = compression(tags);
    predictor = tags.optional(TiffTag.PREDICTOR, 1, 1, 3);
    requirePredictorFits();
    if (tags.number(TiffTag.FILL_ORDER, 1) != 1) {
      throw unsupported("fill order 2 (bits reversed)", TiffTag.FILL_ORDER, "fill order 1");
    }
    tiled = tags.has(TiffTag.TILE_OFFSETS) || tags.has(TiffTag.TILE_WIDTH);
    blockWidth = tiled ? tags.required(TiffTag.TILE_WIDTH, 1, 1 << 20) : width;
    blockHeight = tiled ? tags.required(TiffTag.TILE_LENGTH, 1, 1 << 20) : rowsPerStrip(tags);
    blocksAcross = (int) ceilDiv(width, blockWidth);
    blocksDown = (int) ceilDiv(height, blockHeight);
    TiffTag offsetTag = tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
    TiffTag countTag = tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS;
    offsets = perBlock(tags, offsetTag);
    byteCounts = perBlock(tags, countTag);
    if (rowBytes() > Integer.MAX_VALUE - 8) {
      throw fault.broken(
          String.format(Locale.ROOT, "one row of a block needs %d bytes", rowBytes()),
          "tag " + TiffTag.IMAGE_WIDTH,
          "at most 2 GiB");
    }
  }

  private SampleType sampleType(TiffDirectory tags) {
    long bits = same(tags, TiffTag.BITS_PER_SAMPLE, 1);
    long format = same(tags, TiffTag.SAMPLE_FORMAT, 1);
    @Nullable SampleType found = SampleType.of(format, bits);
    if (found == null) {
      throw unsupported(
          String.format(Locale.ROOT, "samples of format %d with %d bits", format, bits),
          TiffTag.BITS_PER_SAMPLE,
          "1 to 64 bit integers, or 16, 32 or 64 bit floating point");
    }
    return found;
  }

  /** The value that a per-sample tag has for every sample. */
  private long same(TiffDirectory tags, TiffTag tag, long missing) {
    if (!tags.has(tag)) {
      return missing;
    }
    long[] values = tags.numbers(tag);
    for (long value : values) {
      if (value != values[0]) {
        throw unsupported("bands of different types", tag, "the same type for all bands");
      }
    }
    return values[0];
  }

  private TiffCompression compression(TiffDirectory tags) {
    long code = tags.number(TiffTag.COMPRESSION, 1);
    @Nullable TiffCompression found = TiffCompression.of(code);
    if (found == null) {
      throw unsupported(
          "compression scheme " + code,
          TiffTag.COMPRESSION,
          "none (1), LZW (5), Deflate (8, 32946), PackBits (32773) or ZSTD (50000)");
    }
    return found;
  }

  private void requirePredictorFits() {
    boolean fits =
        switch (predictor) {
          case 2 -> type.bits() >= 8;
          case 3 -> type.isFloat();
          default -> true;
        };
    if (!fits) {
      throw unsupported(
          String.format(Locale.ROOT, "predictor %d on %s samples", predictor, type.key()),
          TiffTag.PREDICTOR,
          predictor == 2 ? "samples of whole bytes" : "floating-point samples");
    }
  }

  private int rowsPerStrip(TiffDirectory tags) {
    long rows = tags.number(TiffTag.ROWS_PER_STRIP, height);
    if (rows < 1) {
      throw fault.broken("a strip has " + rows + " rows", "tag " + TiffTag.ROWS_PER_STRIP, ">= 1");
    }
    return (int) Math.min(rows, height);
  }

  private long[] perBlock(TiffDirectory tags, TiffTag tag) {
    long grid = (long) blocksAcross * blocksDown;
    long planes = planar ? bands : 1;
    // A hostile file can claim more than 2^63 blocks.
    long needed = grid > Long.MAX_VALUE / planes ? Long.MAX_VALUE : grid * planes;
    long[] values = tags.has(tag) ? tags.numbers(tag) : new long[0];
    if (values.length < needed) {
      throw fault.broken(
          String.format(Locale.ROOT, "tag %s lists %d blocks", tag, values.length),
          "tag " + tag,
          String.format(
              Locale.ROOT,
              "%d blocks for %d x %d pixels in blocks of %d x %d",
              needed,
              height,
              width,
              blockHeight,
              blockWidth));
    }
    return values;
  }

  private RuntimeException unsupported(String what, TiffTag tag, String expected) {
    return fault.unsupported(
        "this TIFF has " + what + ", which is not supported",
        "tag " + tag,
        expected,
        "convert it, for example: gdal_translate -co COMPRESS=DEFLATE in.tif out.tif");
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }

  /** Samples that lie side by side for one pixel of a block. */
  int samplesPerBlockPixel() {
    return planar ? 1 : bands;
  }

  /** Bytes of one row of a decoded block. */
  long rowBytes() {
    return ((long) blockWidth * samplesPerBlockPixel() * type.bits() + 7) / 8;
  }

  /** Rows stored in the blocks of block row {@code down}: the last strip is cut, tiles are not. */
  int storedRows(int down) {
    return tiled ? blockHeight : Math.min(blockHeight, height - down * blockHeight);
  }

  /** Index of a block in the offset table. */
  int blockIndex(int band, int down, int across) {
    int plane = planar ? band * blocksDown : 0;
    return (plane + down) * blocksAcross + across;
  }

  long offset(int block) {
    return offsets[block];
  }

  long byteCount(int block) {
    return byteCounts[block];
  }

  /** GDAL's sparse files leave out blocks without data: offset and length are both 0. */
  boolean isSparse(int block) {
    return offsets[block] == 0 && byteCounts[block] == 0;
  }
}
