package org.eobench.core.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * The bytes downloaded so far, {@code NAME.part} in the target's folder, and {@code
 * NAME.part.from}, which describes their source. Both survive the process, so that the next one can
 * continue.
 */
final class PartFile implements Closeable {
  private final Path target;
  private final Path bytes;
  private final Path from;
  private final FileChannel channel;

  private PartFile(Path target, Path bytes, Path from, FileChannel channel) {
    this.target = target;
    this.bytes = bytes;
    this.from = from;
    this.channel = channel;
  }

  /** Opens or creates the partial file of a target whose folder exists. */
  static PartFile open(Path target) {
    Path bytes = sibling(target, ".part");
    try {
      FileChannel channel =
          FileChannel.open(
              bytes,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      return new PartFile(target, bytes, sibling(target, ".part.from"), channel);
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }

  /** Removes the partial file of a complete target, if an earlier process left one. */
  static void discard(Path target) {
    try {
      Files.deleteIfExists(sibling(target, ".part.from"));
      Files.deleteIfExists(sibling(target, ".part"));
    } catch (IOException failure) {
      throw AtomicFile.failed(target, failure);
    }
  }

  static Path sibling(Path target, String suffix) {
    return target.resolveSibling(target.getFileName() + suffix);
  }

  Path path() {
    return bytes;
  }

  long size() {
    try {
      return channel.size();
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }

  /** The source of the bytes; null if there are none or their source is unknown. */
  @Nullable PartSource source() {
    try {
      return size() > 0 && Files.isRegularFile(from)
          ? PartSource.parse(Files.readString(from, StandardCharsets.UTF_8))
          : null;
    } catch (IOException unreadable) {
      return null; // treated as none: the download starts from the beginning
    }
  }

  /** Discards all bytes; the following ones belong to {@code source}. */
  void restart(PartSource source) {
    try {
      // In this order, a process killed in between never leaves bytes with a wrong source.
      Files.deleteIfExists(from);
      channel.truncate(0);
      AtomicFile.writeString(from, source.text());
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }

  /** Appends bytes. */
  void append(byte[] data, int length) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(data, 0, length);
      long at = channel.size();
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }

  /** Discards all bytes because they are useless; {@link #close} then removes the file. */
  void discardBytes() {
    try {
      Files.deleteIfExists(from);
      channel.truncate(0);
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }

  /**
   * Renames the complete file to the target.
   *
   * @throws BenchException when the file system refuses
   */
  void publish() {
    try {
      channel.force(true);
      AtomicFile.publish(bytes, target);
      Files.deleteIfExists(from);
    } catch (IOException failure) {
      throw AtomicFile.failed(target, failure);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      // An empty partial file is useless for a later process.
      if (Files.isRegularFile(bytes) && Files.size(bytes) == 0) {
        Files.deleteIfExists(from);
        Files.deleteIfExists(bytes);
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }
}
