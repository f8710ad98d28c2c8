package org.eobench.core.run.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.eobench.core.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of one block on the disk, until the whole scene is computed: compressed tiles, then
 * their places, lengths and checksums, the counts of the block, and a checksum of all that. A file
 * that is there is complete.
 */
final class BlockFile {
  private static final long MAGIC = 0x454f_4253_4345_4e31L;

  /** Length of the index, its checksum, magic. */
  private static final int FOOTER = Integer.BYTES + Integer.BYTES + Long.BYTES;

  private static final int ENTRY = Long.BYTES + Integer.BYTES + Integer.BYTES;

  private BlockFile() {}

  /** Gives the stored numbers of one tile after another. */
  interface Tiles {
    /** The number of tiles. */
    int count();

    /**
     * The bytes of a tile, not kept.
     *
     * @return null if it has no data
     */
    byte @Nullable [] bytes(int tile);
  }

  /**
   * Where the tiles of a block are.
   *
   * @param lengths bytes of each tile; 0 if it has no data
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Index(Path file, long[] offsets, int[] lengths, int[] sums, BlockStats stats) {}

  /**
   * Writes a block.
   *
   * @param stats gives its counts after all tiles were asked for
   */
  static void write(Path file, Tiles tiles, Supplier<BlockStats> stats) {
    AtomicFile.writeChannel(file, channel -> write(channel, tiles, stats));
  }

  private static void write(FileChannel channel, Tiles tiles, Supplier<BlockStats> stats)
      throws IOException {
    int count = tiles.count();
    ByteBuffer entries = little(count * ENTRY);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      for (int tile = 0; tile < count; tile++) {
        byte[] bytes = tiles.bytes(tile);
        ByteBuffer packed = bytes == null ? little(0) : deflated(bytes, deflater);
        entries.putLong(channel.position()).putInt(packed.remaining()).putInt(sum(packed));
        write(channel, packed);
      }
    } finally {
      deflater.end();
    }
    long[] numbers = stats.get().numbers();
    ByteBuffer index = little(2 * Integer.BYTES + entries.capacity() + numbers.length * Long.BYTES);
    index.putInt(count).putInt(numbers.length).put(entries.flip());
    for (long number : numbers) {
      index.putLong(number);
    }
    index.flip();
    ByteBuffer footer = little(FOOTER);
    footer.putInt(index.remaining()).putInt(sum(index)).putLong(MAGIC).flip();
    write(channel, index);
    write(channel, footer);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer deflated(byte[] bytes, Deflater deflater) {
    deflater.reset();
    deflater.setInput(bytes);
    deflater.finish();
    // Deflate grows what it cannot shrink by less than this.
    ByteBuffer packed = ByteBuffer.allocate(bytes.length + bytes.length / 1000 + 64);
    while (!deflater.finished()) {
      deflater.deflate(packed);
    }
    return packed.flip();
  }

  private static int sum(ByteBuffer bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes.duplicate());
    return (int) sum.getValue();
  }

  /**
   * Reads where the tiles are.
   *
   * @param count expected number of tiles
   * @return null if the file is no complete block with as many tiles
   * @throws UncheckedIOException if it cannot be read
   */
  static @Nullable Index index(Path file, int count) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < FOOTER) {
        return null;
      }
      ByteBuffer footer = read(channel, size - FOOTER, FOOTER);
      int length = footer.getInt();
      int sum = footer.getInt();
      boolean fits = length >= 2 * Integer.BYTES && length <= size - FOOTER;
      if (footer.getLong() != MAGIC || !fits) {
        return null;
      }
      ByteBuffer index = read(channel, size - FOOTER - length, length);
      return sum(index) == sum ? index(file, index, count) : null;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static @Nullable Index index(Path file, ByteBuffer index, int count) {
    int tiles = index.getInt();
    int numbers = index.getInt();
    if (tiles != count) {
      return null;
    }
    long[] offsets = new long[count];
    int[] lengths = new int[count];
    int[] sums = new int[count];
    for (int tile = 0; tile < count; tile++) {
      offsets[tile] = index.getLong();
      lengths[tile] = index.getInt();
      sums[tile] = index.getInt();
    }
    long[] stats = new long[numbers];
    for (int i = 0; i < numbers; i++) {
      stats[i] = index.getLong();
    }
    return new Index(file, offsets, lengths, sums, BlockStats.of(stats));
  }

  /** Whether every tile has its checksum. */
  static boolean isSound(Index index) {
    try (FileChannel channel = FileChannel.open(index.file, StandardOpenOption.READ)) {
      for (int tile = 0; tile < index.lengths.length; tile++) {
        if (sum(read(channel, index.offsets[tile], index.lengths[tile])) != index.sums[tile]) {
          return false;
        }
      }
      return true;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads a tile.
   *
   * @param bytes takes it; of its length
   * @return false if it has no data
   * @throws UncheckedIOException if it cannot be read, or was damaged
   */
  static boolean read(Index index, int tile, byte[] bytes) {
    if (index.lengths[tile] == 0) {
      return false;
    }
    Inflater inflater = new Inflater();
    try (FileChannel channel = FileChannel.open(index.file, StandardOpenOption.READ)) {
      ByteBuffer packed = read(channel, index.offsets[tile], index.lengths[tile]);
      if (sum(packed) != index.sums[tile]) {
        throw new IOException("the tile has another checksum than when it was written");
      }
      inflater.setInput(packed);
      int done = inflater.inflate(bytes);
      if (done != bytes.length) {
        throw new IOException(
            String.format(Locale.ROOT, "%d bytes of a tile of %d", done, bytes.length));
      }
      return true;
    } catch (IOException failure) {
      throw new UncheckedIOException(index.file + ", tile " + tile, failure);
    } catch (DataFormatException failure) {
      throw new UncheckedIOException(index.file + ", tile " + tile, new IOException(failure));
    } finally {
      inflater.end();
    }
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = little(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("the file ends too early");
      }
    }
    return bytes.flip();
  }
}
