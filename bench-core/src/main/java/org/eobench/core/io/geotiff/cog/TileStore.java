package org.eobench.core.io.geotiff.cog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.eobench.core.io.UnfinishedFiles;

/** Encoded tiles in a hidden file beside the target until their order and places are known. */
final class TileStore implements Closeable {
  private final FileChannel channel;
  private final long[][] places;
  private final int[][] lengths;
  private long end;

  private TileStore(FileChannel channel, List<Level> levels, int bands) {
    this.channel = channel;
    this.places = new long[levels.size()][];
    this.lengths = new int[levels.size()][];
    for (int i = 0; i < places.length; i++) {
      places[i] = new long[levels.get(i).tiles(bands)];
      lengths[i] = new int[places[i].length];
    }
  }

  /**
   * An empty store.
   *
   * @param target file to write, whose folder is there
   */
  static TileStore beside(Path target, List<Level> levels, int bands) throws IOException {
    FileChannel channel =
        FileChannel.open(
            UnfinishedFiles.partOf(target.toAbsolutePath()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    return new TileStore(channel, levels, bands);
  }

  void put(int level, int index, byte[] tile) throws IOException {
    places[level][index] = end;
    lengths[level][index] = tile.length;
    ByteBuffer bytes = ByteBuffer.wrap(tile);
    while (bytes.hasRemaining()) {
      end += channel.write(bytes, end);
    }
  }

  /** The bytes of a tile; 0 for one without data. */
  int length(int level, int index) {
    return lengths[level][index];
  }

  /** The tiles of a level. */
  int tiles(int level) {
    return lengths[level].length;
  }

  byte[] get(int level, int index) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[lengths[level][index]]);
    long at = places[level][index];
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, at);
      if (read < 0) {
        throw new IOException("the file of unfinished tiles became shorter");
      }
      at += read;
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
