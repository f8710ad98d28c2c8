package org.eobench.core.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Writes a file so that its name stands for all of it or nothing: the bytes go beside it under
 * another name, reach the disk, and only then take the name. When writing fails, a file that was
 * there before is untouched and what was written is removed.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** What is written. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces {@code target}; missing folders above it are made.
   *
   * @throws BenchException with {@link ExitCode#FAILURE} when it cannot be written; a full disk is
   *     told with the space that is left
   */
  public static void write(Path target, Body body) {
    Path whole = target.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder == null) {
      throw failed(whole, new IOException("it has no folder"));
    }
    Path part = UnfinishedFiles.beside(whole);
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
        body.writeTo(out);
        out.flush();
        channel.force(true);
      }
      publish(part, whole);
    } catch (IOException failure) {
      throw failed(whole, failure);
    } finally {
      remove(part);
    }
  }

  /** Writes text as UTF-8. */
  public static void writeString(Path target, String text) {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Gives a finished file its final name in the same folder, replacing what had it.
   *
   * @param part the file, whose bytes have reached the disk
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

  /** Makes the new name itself last through a power cut, where the system can (not on Windows). */
  static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // The file's content is on disk already; only the name could still be lost.
      return;
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException failure) {
      // The first failure is the one to tell; a hidden .part file does no harm.
      return;
    }
  }

  /** What a user is told when a file cannot be written; a full disk is recognised. */
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
                        Locale.ROOT, "a folder that can be written, with %d MiB free", space >> 20))
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
