package org.eobench.datasets.zarr;

import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a chunk of Blosc 1: blocks of shuffled bytes or bits, each of which is compressed as
 * a whole or in one stream for each byte of an element.
 *
 * <p>Format: README_CHUNK_FORMAT.rst of c-blosc. Its own codec BloscLZ is not read.
 */
final class Blosc {
  private static final int HEADER = 16;
  private static final int BYTE_SHUFFLE = 1;
  private static final int STORED = 2;
  private static final int BIT_SHUFFLE = 4;
  private static final int ONE_STREAM = 16;
  private static final int CODEC_SHIFT = 5;

  /** Blocks are in one stream if they have fewer elements, or elements of more bytes. */
  private static final int LEAST_SPLIT = 128;

  private static final int WIDEST_SPLIT = 16;

  private final byte[] bytes;
  private final ByteBuffer chunk;
  private final byte[] plain;
  private final int flags;
  private final int width;
  private final int blockSize;

  private Blosc(byte[] bytes, byte[] plain, int blockSize) {
    this.bytes = bytes;
    this.chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.plain = plain;
    this.blockSize = blockSize;
    this.flags = chunk.get(2);
    this.width = Math.max(1, chunk.get(3) & 0xff);
  }

  /**
   * Decompresses a chunk.
   *
   * @param size the number of bytes that it must have
   * @throws BadChunk if it is damaged, of another size, or of an unknown codec
   */
  static byte[] decode(byte[] bytes, int size) throws BadChunk {
    if (bytes.length < HEADER) {
      throw new BadChunk("it has " + bytes.length + " bytes, fewer than the header of Blosc");
    }
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int plain = chunk.getInt(4);
    int block = chunk.getInt(8);
    int packed = chunk.getInt(12);
    if (plain != size || packed != bytes.length || block <= 0 || chunk.get(0) > 2) {
      throw new BadChunk(
          String.format(
              Locale.ROOT,
              "its header claims %d bytes in %d, in blocks of %d; there should be %d in %d",
              plain,
              packed,
              block,
              size,
              bytes.length));
    }
    Blosc decoder = new Blosc(bytes, new byte[size], block);
    try {
      decoder.run();
    } catch (BufferUnderflowException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | MalformedInputException broken) {
      throw new BadChunk("a compressed block is damaged");
    }
    return decoder.plain;
  }

  private void run() throws BadChunk {
    if ((flags & STORED) != 0) {
      chunk.get(HEADER, plain);
      return;
    }
    byte[] block = new byte[Math.min(blockSize, plain.length)];
    int blocks = (int) ((plain.length + (long) blockSize - 1) / blockSize);
    for (int i = 0; i < blocks; i++) {
      int from = i * blockSize;
      int length = Math.min(blockSize, plain.length - from);
      streams(chunk.getInt(HEADER + i * Integer.BYTES), block, length);
      unshuffle(block, length, from);
    }
  }

  /** Decompresses the streams of a block. */
  private void streams(int at, byte[] block, int length) throws BadChunk {
    boolean split =
        (flags & ONE_STREAM) == 0
            && width <= WIDEST_SPLIT
            && blockSize / width >= LEAST_SPLIT
            && length == blockSize;
    int count = split ? width : 1;
    int each = length / count;
    int next = at;
    for (int i = 0; i < count; i++) {
      int packed = chunk.getInt(next);
      next += Integer.BYTES;
      if (packed <= 0 || packed > chunk.capacity() - next) {
        throw new BadChunk("a compressed block is outside the chunk");
      }
      if (packed == each) {
        chunk.get(next, block, i * each, each);
      } else {
        decompress(next, packed, block, i * each, each);
      }
      next += packed;
    }
  }

  private void decompress(int at, int packed, byte[] block, int to, int length) throws BadChunk {
    int codec = (flags & 0xff) >> CODEC_SHIFT;
    int written =
        switch (codec) {
          case 1 -> decompress(new Lz4Decompressor(), at, packed, block, to, length);
          case 2 -> decompress(new SnappyDecompressor(), at, packed, block, to, length);
          case 3 -> inflate(bytes, at, packed, block, to, length);
          case 4 -> decompress(new ZstdDecompressor(), at, packed, block, to, length);
          default ->
              throw new BadChunk(
                  (codec == 0 ? "it is compressed with BloscLZ" : "its codec is " + codec)
                      + "; LZ4, Snappy, zlib and Zstandard are read");
        };
    if (written != length) {
      throw new BadChunk("a block has " + written + " bytes, not " + length);
    }
  }

  private int decompress(
      Decompressor codec, int at, int packed, byte[] to, int offset, int length) {
    return codec.decompress(bytes, at, packed, to, offset, length);
  }

  /** Decompresses zlib; returns the number of bytes. */
  static int inflate(byte[] from, int at, int packed, byte[] to, int offset, int length)
      throws BadChunk {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(from, at, packed);
      int filled = 0;
      int got = 1;
      while (filled < length && got > 0) {
        got = inflater.inflate(to, offset + filled, length - filled);
        filled += got;
      }
      return filled;
    } catch (DataFormatException damaged) {
      throw new BadChunk("a compressed block is damaged");
    } finally {
      inflater.end();
    }
  }

  private void unshuffle(byte[] block, int length, int to) {
    int elements = length / width;
    if ((flags & BYTE_SHUFFLE) != 0 && width > 1) {
      for (int b = 0; b < width; b++) {
        for (int i = 0; i < elements; i++) {
          plain[to + i * width + b] = block[b * elements + i];
        }
      }
    } else if ((flags & BIT_SHUFFLE) != 0 && elements % Byte.SIZE == 0) {
      gatherBits(block, elements, to);
    } else {
      System.arraycopy(block, 0, plain, to, length);
      return;
    }
    int done = elements * width;
    System.arraycopy(block, done, plain, to + done, length - done);
  }

  /** Each bit of each byte of an element is in a row of its own, eight elements to a byte. */
  private void gatherBits(byte[] block, int elements, int to) {
    int row = elements / Byte.SIZE;
    for (int bit = 0; bit < width * Byte.SIZE; bit++) {
      int mask = 1 << (bit % Byte.SIZE);
      for (int i = 0; i < elements; i++) {
        boolean set = (block[bit * row + i / Byte.SIZE] >> (i % Byte.SIZE) & 1) != 0;
        if (set) {
          plain[to + i * width + bit / Byte.SIZE] |= (byte) mask;
        }
      }
    }
  }
}
