package org.eobench.core.io.geotiff;

import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eobench.core.io.FileBytes;
import org.jspecify.annotations.Nullable;

/**
 * Decodes stored blocks into rows of plain samples. A decoder serves one read of one thread and
 * reuses its Inflater and tables for all blocks.
 */
final class TiffBlockDecoder implements Closeable {

  /**
   * Decoded rows of a block.
   *
   * @param bytes rows in order, each of {@link TiffLayout#rowBytes()}; valid until the next block
   *     is decoded
   * @param start place of the first row in {@code bytes}
   * @param firstRow number of that row
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Block(byte[] bytes, int start, int firstRow, ByteOrder order) {}

  /** Strips of single rows are common; they are read together. */
  private static final int AHEAD = 1 << 18;

  private final FileBytes file;
  private final TiffLayout layout;
  private final ByteOrder order;
  private final Inflater zlib = new Inflater();
  private @Nullable Lzw lzw;
  private byte[] scratch = new byte[0];
  private byte[] ahead = new byte[0];
  private long aheadAt;
  private int aheadBytes;

  /** Where the last block ended; the next one often begins there. */
  private long end = -1;

  TiffBlockDecoder(FileBytes file, TiffLayout layout, ByteOrder order) {
    this.file = file;
    this.layout = layout;
    this.order = order;
  }

  /**
   * Decodes the rows {@code [fromRow, toRow)} of a block. An uncompressed block is read only in
   * part, and a deflated one is decoded only up to the last row, so that damage behind it is not
   * noticed.
   *
   * @param block index in the offset table
   * @param storedRows number of rows that the file stores for this block
   */
  Block decode(int block, int storedRows, int fromRow, int toRow) {
    long rowBytes = layout.rowBytes();
    boolean plain = layout.compression == TiffCompression.NONE;
    // Deflate can stop after the last wanted row.
    int rowsToDecode = layout.compression == TiffCompression.DEFLATE ? toRow : storedRows;
    long wanted = (plain ? toRow - fromRow : rowsToDecode) * rowBytes;
    String place = "block " + block;
    long stored = layout.byteCount(block);
    requireHolds(block, stored, (plain ? toRow : storedRows) * rowBytes);
    if (wanted > Integer.MAX_VALUE - 8) {
      throw file.fault().broken("a block decodes to more than 2 GiB", place, "smaller blocks");
    }
    file.fault().requireMemory(wanted, "decoding a block");
    if (plain) {
      return plain(layout.offset(block) + fromRow * rowBytes, (int) wanted, fromRow, toRow, place);
    }
    byte[] packed = file.read(layout.offset(block), stored, place).array();
    byte[] rows = new byte[(int) wanted];
    unpack(packed, rows, place);
    return new Block(rows, 0, 0, undoPredictor(rows, fromRow, toRow));
  }

  /** Rows that are stored as they are. Once they follow each other in the file, more are read. */
  private Block plain(long at, int bytes, int fromRow, int toRow, String place) {
    boolean follows = at == end && layout.predictor == 1;
    end = at + bytes;
    boolean known = follows && at >= aheadAt && end <= aheadAt + aheadBytes;
    if (!known && follows && bytes < AHEAD && end <= file.size()) {
      ahead = ahead.length == 0 ? new byte[AHEAD] : ahead;
      aheadAt = at;
      aheadBytes = (int) Math.min(AHEAD, file.size() - at);
      file.read(at, ByteBuffer.wrap(ahead, 0, aheadBytes));
      known = true;
    }
    if (known) {
      return new Block(ahead, (int) (at - aheadAt), fromRow, order);
    }
    byte[] rows = file.read(at, bytes, place).array();
    return new Block(rows, 0, fromRow, undoPredictor(rows, 0, toRow - fromRow));
  }

  private void requireHolds(int block, long stored, long wanted) {
    if (stored < 0 || layout.compression.mostBytes(Math.min(stored, file.size())) < wanted) {
      throw file.fault()
          .broken(
              String.format(
                  Locale.ROOT,
                  "block %d stores %d bytes but should hold %d",
                  block,
                  stored,
                  wanted),
              String.format(Locale.ROOT, "block %d at offset %d", block, layout.offset(block)),
              String.format(
                  Locale.ROOT, "at most as many bytes as %s can produce", layout.compression));
    }
  }

  private void unpack(byte[] packed, byte[] rows, String place) {
    int got =
        switch (layout.compression) {
          case DEFLATE -> inflate(packed, rows, place);
          case LZW -> unpackLzw(packed, rows, place);
          case PACKBITS -> unpackBits(packed, rows);
          case ZSTD -> unpackZstd(packed, rows, place);
          case NONE -> throw new IllegalStateException("nothing to unpack");
        };
    if (got < rows.length) {
      throw file.fault()
          .broken(
              String.format(Locale.ROOT, "%s data ends after %d bytes", layout.compression, got),
              place,
              rows.length + " bytes");
    }
  }

  private int inflate(byte[] packed, byte[] rows, String place) {
    zlib.reset();
    zlib.setInput(packed);
    int got = 0;
    try {
      while (got < rows.length) {
        int more = zlib.inflate(rows, got, rows.length - got);
        if (more == 0) {
          return got;
        }
        got += more;
      }
      return got;
    } catch (DataFormatException failure) {
      throw damaged(place, failure);
    }
  }

  private int unpackLzw(byte[] packed, byte[] rows, String place) {
    if (packed.length > 1 && packed[0] == 0 && (packed[1] & 1) == 1) {
      throw file.fault()
          .unsupported(
              "old-style LZW (bits reversed) is not supported",
              place,
              "LZW as TIFF 6.0 defines it",
              "convert it, for example: gdal_translate -co COMPRESS=DEFLATE in.tif out.tif");
    }
    Lzw decoder = lzw == null ? new Lzw() : lzw;
    lzw = decoder;
    int got = decoder.decode(packed, rows);
    if (got < 0) {
      throw file.fault().broken("LZW data has an invalid code", place, "TIFF LZW");
    }
    return got;
  }

  private static int unpackBits(byte[] packed, byte[] rows) {
    int at = 0;
    int got = 0;
    while (got < rows.length && at < packed.length) {
      int head = packed[at++];
      if (head >= 0) {
        int count = Math.min(Math.min(head + 1, packed.length - at), rows.length - got);
        System.arraycopy(packed, at, rows, got, count);
        at += head + 1;
        got += count;
      } else if (head != -128 && at < packed.length) {
        int end = Math.min(got + 1 - head, rows.length);
        java.util.Arrays.fill(rows, got, end, packed[at++]);
        got = end;
      }
    }
    return got;
  }

  private int unpackZstd(byte[] packed, byte[] rows, String place) {
    try {
      return new ZstdDecompressor().decompress(packed, 0, packed.length, rows, 0, rows.length);
    } catch (RuntimeException failure) {
      // The library reports damage as MalformedInputException or as a failed bounds check.
      throw damaged(place, failure);
    }
  }

  private RuntimeException damaged(String place, Exception failure) {
    return file.fault()
        .broken(
            String.format(
                Locale.ROOT, "%s data is damaged: %s", layout.compression, failure.getMessage()),
            place,
            "",
            failure);
  }

  /** Reverses the predictor in the rows {@code [from, to)} of {@code rows}. */
  private ByteOrder undoPredictor(byte[] rows, int from, int to) {
    if (layout.predictor == 1) {
      return order;
    }
    int step = layout.samplesPerBlockPixel();
    int samples = layout.blockWidth * step;
    int bytes = layout.bits / 8;
    int rowBytes = (int) layout.rowBytes();
    if (layout.predictor == 3 && scratch.length < rowBytes) {
      scratch = new byte[rowBytes];
    }
    for (int row = from; row < to; row++) {
      if (layout.predictor == 2) {
        TiffPredictor.undoHorizontal(rows, row * rowBytes, samples, step, bytes, order);
      } else {
        TiffPredictor.undoFloating(rows, row * rowBytes, samples, step, bytes, scratch);
      }
    }
    return layout.predictor == 2 ? order : ByteOrder.BIG_ENDIAN;
  }

  @Override
  public void close() {
    zlib.end();
  }
}
