package org.eobench.core.io;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/**
 * Random access to a file. Every read is checked against the file's length. Reads are positional,
 * so threads can share an instance.
 */
public final class FileBytes implements Closeable {
  private final FileChannel channel;
  private final long start;
  private final long size;
  private final FileFault fault;

  private FileBytes(FileChannel channel, long start, long size, FileFault fault) {
    this.channel = channel;
    this.start = start;
    this.size = size;
    this.fault = fault;
  }

  /**
   * Opens {@code fault.file()}. The error for a missing file suggests similar names in its folder.
   */
  public static FileBytes open(FileFault fault) {
    requireFile(fault.file(), fault.exitCode());
    try {
      FileChannel channel = FileChannel.open(fault.file(), StandardOpenOption.READ);
      return new FileBytes(channel, 0, channel.size(), fault);
    } catch (IOException failure) {
      throw unreadable(fault, failure);
    }
  }

  /**
   * Opens a part of {@code fault.file()}, whose first byte then has the offset 0.
   *
   * @throws BenchException if the file does not have these bytes
   */
  public static FileBytes open(FileFault fault, FilePart part) {
    FileBytes whole = open(fault);
    if (part.isWhole()) {
      return whole;
    }
    try {
      whole.requireInside(part.offset(), part.length(), "a file within the file");
    } catch (RuntimeException outside) {
      whole.close();
      throw outside;
    }
    return new FileBytes(whole.channel, part.offset(), part.length(), fault);
  }

  /** Throws a {@link BenchException} if {@code file} is not a readable file. */
  static void requireFile(Path file, ExitCode exitCode) {
    if (Files.isRegularFile(file) && Files.isReadable(file)) {
      return;
    }
    String what =
        Files.isDirectory(file)
            ? "this is a folder, not a file"
            : Files.exists(file) ? "the file cannot be read" : "the file does not exist";
    Problem problem = Problem.of("MissingFile", what).at(file.toString());
    Path parent = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (parent != null && name != null && !Files.exists(file)) {
      problem =
          Files.isDirectory(parent)
              ? problem.expecting(neighbours(parent, name.toString()))
              : problem.expecting("the folder " + parent + ", which does not exist either");
    }
    throw new BenchException(exitCode, problem);
  }

  private static String neighbours(Path folder, String name) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.limit(5000).map(file -> file.getFileName().toString()).toList();
      List<String> near = Suggest.nearest(name, names);
      return near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "?";
    } catch (IOException unlisted) {
      return "";
    }
  }

  private static BenchException unreadable(FileFault fault, IOException failure) {
    return fault.broken("the file cannot be read: " + failure.getMessage(), "", "", failure);
  }

  public long size() {
    return size;
  }

  public FileFault fault() {
    return fault;
  }

  /**
   * Reads {@code length} bytes at {@code offset} into a new buffer (big-endian, position 0).
   *
   * @param what what is read, for the message if the file is too short
   */
  public ByteBuffer read(long offset, long length, String what) {
    requireInside(offset, length, what);
    if (length > Integer.MAX_VALUE - 8) {
      throw fault.broken(what + " is longer than 2 GiB", "offset " + offset, "at most 2 GiB");
    }
    fault.requireMemory(length, what);
    ByteBuffer buffer = ByteBuffer.allocate((int) length);
    read(offset, buffer);
    return buffer.flip();
  }

  /** Fills a buffer with the bytes from {@code offset} on, which must be inside the file. */
  public void read(long offset, ByteBuffer buffer) {
    long begin = start + offset - buffer.position();
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, begin + buffer.position()) < 0) {
          throw fault.broken(
              "the file was truncated while it was read", "offset " + offset, size + " bytes");
        }
      }
    } catch (IOException failure) {
      throw unreadable(fault, failure);
    }
  }

  /** Throws if {@code [offset, offset + length)} is not inside the file. */
  public void requireInside(long offset, long length, String what) {
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw fault.broken(
          String.format(Locale.ROOT, "%s is outside the file", what),
          String.format(Locale.ROOT, "offset %s, length %s", unsigned(offset), unsigned(length)),
          String.format(Locale.ROOT, "a range inside the file's %d bytes", size));
    }
  }

  /** Streams the bytes from the start. */
  public InputStream stream() {
    return new BufferedInputStream(
        new InputStream() {
          private long at;

          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, size - at);
            if (wanted <= 0) {
              return length == 0 ? 0 : -1;
            }
            int got = channel.read(ByteBuffer.wrap(to, offset, wanted), start + at);
            at += Math.max(got, 0);
            return got;
          }
        },
        1 << 16);
  }

  private static String unsigned(long value) {
    return Long.toUnsignedString(value);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw unreadable(fault, failure);
    }
  }
}
