package org.eobench.core.io.geotiff;

import java.util.Locale;
import org.eobench.core.io.FileFault;
import org.jspecify.annotations.Nullable;

/**
 * The storage layout of a TIFF: a grid of blocks (tiles, or strips as wide as the image), each with
 * all bands (chunky) or one band (planar). All values are validated.
 */
final class TiffLayout {
  private static final String CONVERT =
      "convert it, for example: `gdal_translate -co COMPRESS=DEFLATE in.tif out.tif`";

  final int width;
  final int height;
  final int bands;
  final SampleType type;

  /** The width of a stored sample, which may be less than the width of its type. */
  final int bits;

  /** The reader of samples that are not whole bytes, or null. */
  final @Nullable PackedSamples packed;

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
    long depth = same(tags, TiffTag.BITS_PER_SAMPLE, 1);
    type = sampleType(tags, depth);
    bits = (int) depth;
    packed = PackedSamples.isNeededFor(bits) ? new PackedSamples(type, bits) : null;
    compression = compression(tags);
    predictor = tags.optional(TiffTag.PREDICTOR, 1, 1, 3);
    requirePredictorFits();
    if (tags.number(TiffTag.FILL_ORDER, 1) != 1) {
      throw unsupported(
          "fill order 2 (bits reversed)", TiffTag.FILL_ORDER, "fill order 1", CONVERT);
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

  private SampleType sampleType(TiffDirectory tags, long depth) {
    long format = same(tags, TiffTag.SAMPLE_FORMAT, 1);
    @Nullable SampleType found = SampleType.of(format, depth);
    if (found == null) {
      boolean complex = format == 5 || format == 6;
      throw unsupported(
          complex
              ? "complex samples of " + depth + " bits"
              : "samples of format " + format + " with " + depth + " bits",
          TiffTag.BITS_PER_SAMPLE,
          "integers of 1 to 32 or 64 bits, or floating point of 16, 24, 32 or 64 bits",
          complex
              ? "keep the real part, for example: `gdal_translate -ot Float32 in.tif out.tif`"
              : "write the file again with 8, 16 or 32 bits a sample");
    }
    return found;
  }

  /** The value of a per-sample tag, which must be equal for all samples. */
  private long same(TiffDirectory tags, TiffTag tag, long missing) {
    if (!tags.has(tag)) {
      return missing;
    }
    long[] values = tags.numbers(tag);
    for (long value : values) {
      if (value != values[0]) {
        throw unsupported(
            "bands of different types",
            tag,
            "the same type for all bands",
            "write the bands that you need again, with one type");
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
          "none (1), LZW (5), Deflate (8, 32946), PackBits (32773) or ZSTD (50000)",
          CONVERT);
    }
    return found;
  }

  private void requirePredictorFits() {
    boolean fits =
        switch (predictor) {
          case 2 -> packed == null;
          case 3 -> type.isFloat();
          default -> true;
        };
    if (!fits) {
      throw unsupported(
          String.format(
              Locale.ROOT, "predictor %d on %s samples of %d bits", predictor, type.key(), bits),
          TiffTag.PREDICTOR,
          predictor == 2 ? "samples of 8, 16, 32 or 64 bits" : "floating-point samples",
          "write the file again without a predictor: TIFF does not define this combination");
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
    // A malicious file can claim more than 2^63 blocks.
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

  private RuntimeException unsupported(String what, TiffTag tag, String expected, String next) {
    return fault.unsupported(
        "this TIFF has " + what + ", which is not supported", "tag " + tag, expected, next);
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }

  /** The number of adjacent samples of a pixel in a block. */
  int samplesPerBlockPixel() {
    return planar ? 1 : bands;
  }

  /** The bytes per row of a decoded block. */
  long rowBytes() {
    return ((long) blockWidth * samplesPerBlockPixel() * bits + 7) / 8;
  }

  /**
   * The number of stored rows of the blocks in block row {@code down}: the last strip is shorter,
   * tiles are not.
   */
  int storedRows(int down) {
    return tiled ? blockHeight : Math.min(blockHeight, height - down * blockHeight);
  }

  /** The index of a block in the offset table. */
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

  /**
   * Whether a block is omitted. GDAL's sparse files omit blocks without data: offset and length are
   * 0.
   */
  boolean isSparse(int block) {
    return offsets[block] == 0 && byteCounts[block] == 0;
  }
}
