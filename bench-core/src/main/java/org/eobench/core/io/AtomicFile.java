package org.eobench.core.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Writes a file completely or not at all. The bytes go to a temporary file in the same folder, are
 * flushed to the disk, and only then get the final name. If writing fails, an existing file stays
 * untouched and the temporary file is removed.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** The content to write. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** The content to write, for a writer that returns to an earlier position. */
  @FunctionalInterface
  public interface ChannelBody {
    void writeTo(FileChannel channel) throws IOException;
  }

  /** The content to write, for a library that opens the file itself. */
  @FunctionalInterface
  public interface PathBody {
    /**
     * Writes a file, and closes it.
     *
     * @param part its path for now, where nothing is
     */
    void writeTo(Path part) throws IOException;
  }

  /** Like {@link #writeChannel}, through a buffer. */
  public static void write(Path target, Body body) {
    writeChannel(
        target,
        channel -> {
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
          body.writeTo(out);
          out.flush();
        });
  }

  /**
   * Writes or replaces {@code target} and creates missing parent folders.
   *
   * @throws BenchException with {@link ExitCode#FAILURE} when it cannot be written; for a full
   *     disk, the message gives the free space
   */
  public static void writeChannel(Path target, ChannelBody body) {
    writePath(
        target,
        part -> {
          try (FileChannel channel =
              FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            body.writeTo(channel);
          }
        });
  }

  /** Like {@link #writeChannel}, for a library that opens the file itself. */
  public static void writePath(Path target, PathBody body) {
    Path whole = target.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder == null) {
      throw failed(whole, new IOException("it has no parent folder"));
    }
    Path part = UnfinishedFiles.partOf(whole);
    try {
      Files.createDirectories(folder);
      body.writeTo(part);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      publish(part, whole);
    } catch (IOException failure) {
      throw failed(whole, failure);
    } catch (UncheckedIOException failure) {
      throw failed(whole, Objects.requireNonNull(failure.getCause()));
    } finally {
      remove(part);
    }
  }

  /** Writes text as UTF-8. */
  public static void writeString(Path target, String text) {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Gives a finished file its final name in the same folder and replaces any existing file.
   *
   * @param part finished file, already flushed to the disk
   */
  public static void publish(Path part, Path whole) throws IOException {
    try {
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException unsupported) {
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    }
    Path folder = whole.toAbsolutePath().getParent();
    if (folder != null) {
      forceFolder(folder);
    }
  }

  /**
   * Flushes the new name itself to the disk, so that it survives a power failure (not on Windows).
   */
  static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // The content is already on disk; only the name could still be lost.
      return;
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException failure) {
      // The first failure is the one to report; a hidden .part file does no harm.
      return;
    }
  }

  /** Creates the error for a file that cannot be written; it recognises a full disk. */
  public static BenchException failed(Path target, IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    String text = reason.toLowerCase(Locale.ROOT);
    boolean full = text.contains("no space left") || text.contains("quota exceeded");
    long space = usableSpace(target);
    Problem problem =
        Problem.of(
                full ? "DiskFull" : "CannotWrite",
                full
                    ? String.format(Locale.ROOT, "the disk is full: %s", reason)
                    : String.format(
                        Locale.ROOT,
                        "the file cannot be written: %s: %s",
                        failure.getClass().getSimpleName(),
                        reason))
            .at(target.toString())
            .expecting(
                full
                    ? String.format(
                        Locale.ROOT, "more free space than the %d MiB left", space >> 20)
                    : String.format(
                        Locale.ROOT, "a writable folder, with %d MiB free", space >> 20))
            .next(full ? "free some space, or choose another folder" : "choose another folder");
    return new BenchException(ExitCode.FAILURE, problem, failure);
  }

  private static long usableSpace(Path target) {
    Path folder = target.getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    return folder == null ? 0 : folder.toFile().getUsableSpace();
  }
}
