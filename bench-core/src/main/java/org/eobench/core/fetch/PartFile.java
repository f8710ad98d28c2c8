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
 * The bytes that have come so far, {@code NAME.part} beside the target, and {@code NAME.part.from},
 * which says what they belong to. Both outlive the process, so that the next one can go on.
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

  /** Opens or makes the part of a target whose folder exists. */
  static PartFile open(Path target) {
    Path bytes = beside(target, ".part");
    try {
      FileChannel channel =
          FileChannel.open(
              bytes,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      return new PartFile(target, bytes, beside(target, ".part.from"), channel);
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }

  /** Removes the part of a target that is whole by now, if an earlier process left one. */
  static void discard(Path target) {
    try {
      Files.deleteIfExists(beside(target, ".part.from"));
      Files.deleteIfExists(beside(target, ".part"));
    } catch (IOException failure) {
      throw AtomicFile.failed(target, failure);
    }
  }

  static Path beside(Path target, String suffix) {
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

  /** What the bytes belong to; null when there are none or nobody knows. */
  @Nullable PartSource source() {
    try {
      return size() > 0 && Files.isRegularFile(from)
          ? PartSource.parse(Files.readString(from, StandardCharsets.UTF_8))
          : null;
    } catch (IOException unreadable) {
      return null; // as good as none: the file is fetched from its beginning
    }
  }

  /** Drops all bytes; those that follow belong to {@code source}. */
  void restart(PartSource source) {
    try {
      // In this order no process that is killed between leaves bytes under a wrong name.
      Files.deleteIfExists(from);
      channel.truncate(0);
      AtomicFile.writeString(from, source.text());
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }

  /** Appends. */
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

  /** Drops all bytes, which are of no use; {@link #close} then removes the part. */
  void discardBytes() {
    try {
      Files.deleteIfExists(from);
      channel.truncate(0);
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }

  /**
   * Gives the bytes, which are whole, the target's name.
   *
   * @throws BenchException when the disk refuses
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
      // A part without bytes tells a later process nothing.
      if (Files.isRegularFile(bytes) && Files.size(bytes) == 0) {
        Files.deleteIfExists(from);
        Files.deleteIfExists(bytes);
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(bytes, failure);
    }
  }
}
