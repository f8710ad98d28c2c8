package org.eobench.core.io;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A large new file that is written past the system's file cache. It is rarely read soon, and the
 * cache would first find and clear as many pages, and then write them to the disk while the caller
 * waits. File systems that cannot do that get the bytes in the usual way.
 */
public final class DirectFile implements WritableByteChannel {
  private static final int BUFFER_BYTES = 4 << 20;

  /** The largest block of a disk; the system takes whole blocks from memory aligned to them. */
  private static final int LARGEST_BLOCK = 1 << 16;

  /** A buffer for the next file, as Java frees such memory late. */
  private static final AtomicReference<ByteBuffer> SPARE = new AtomicReference<>();

  private final Path path;
  private final ByteBuffer buffer;
  private FileChannel channel;
  private boolean direct;
  private long written;

  private DirectFile(Path path, FileChannel channel, boolean direct) {
    this.path = path;
    this.channel = channel;
    this.direct = direct;
    ByteBuffer spare = SPARE.getAndSet(null);
    this.buffer =
        Objects.requireNonNullElseGet(
                spare,
                () ->
                    ByteBuffer.allocateDirect(BUFFER_BYTES + LARGEST_BLOCK)
                        .alignedSlice(LARGEST_BLOCK))
            .clear()
            .limit(BUFFER_BYTES);
  }

  /**
   * Creates the file.
   *
   * @param path where nothing is
   */
  public static DirectFile create(Path path) throws IOException {
    FileChannel usual =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      long block = Files.getFileStore(path).getBlockSize();
      if (block > 0 && LARGEST_BLOCK % block == 0) {
        FileChannel channel =
            FileChannel.open(path, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
        usual.close();
        return new DirectFile(path, channel, true);
      }
    } catch (IOException | UnsupportedOperationException unsupported) {
      return new DirectFile(path, usual, false);
    }
    return new DirectFile(path, usual, false);
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    while (bytes.hasRemaining()) {
      int some = Math.min(bytes.remaining(), buffer.remaining());
      buffer.put(bytes.slice(bytes.position(), some));
      bytes.position(bytes.position() + some);
      if (!buffer.hasRemaining()) {
        drain();
      }
    }
    return count;
  }

  private void drain() throws IOException {
    buffer.flip();
    int count = buffer.remaining();
    try {
      put();
    } catch (IOException refused) {
      if (!direct || written > 0 || channel.position() > 0) {
        throw refused;
      }
      writeInTheUsualWay(); // Some file systems refuse the first bytes, not the opening.
      put();
    }
    written += count;
    buffer.clear().limit(BUFFER_BYTES);
  }

  private void put() throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private void writeInTheUsualWay() throws IOException {
    channel.close();
    channel = FileChannel.open(path, StandardOpenOption.WRITE).position(written);
    direct = false;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Writes what is left, which need not be whole blocks, in the usual way. */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      if (buffer.position() > 0) {
        writeInTheUsualWay();
        drain();
      }
    } finally {
      channel.close();
      SPARE.set(buffer);
    }
  }
}
