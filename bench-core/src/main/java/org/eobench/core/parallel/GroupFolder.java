package org.eobench.core.parallel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The files through which the processes of a group share memory; only their owner can open them.
 */
public final class GroupFolder implements AutoCloseable {
  /** Files in memory, where Linux has them; elsewhere the folder for temporary files serves. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path folder;

  private GroupFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the files of a group.
   *
   * @throws BenchException {@code NoSharedMemory} if there is no room for them
   */
  public static GroupFolder create(int processes) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    IOException last = null;
    for (Path parent : List.of(MEMORY, temporary)) {
      if (Files.isDirectory(parent) && Files.isWritable(parent)) {
        try {
          return create(parent, processes);
        } catch (IOException full) {
          last = full;
        }
      }
    }
    throw new BenchException(
        ExitCode.FAILURE,
        Problem.of(
                "NoSharedMemory",
                "the processes cannot share memory: "
                    + (last == null ? "no folder is writable" : last.getMessage()))
            .at(MEMORY + ", " + temporary)
            .expecting(
                String.format(
                    Locale.ROOT, "room for %d MiB in one of them", Area.bytes(processes) >> 20))
            .next("make room there, or train on one device: `task.trainer.devices=1`"),
        last);
  }

  private static GroupFolder create(Path parent, int processes) throws IOException {
    GroupFolder made = new GroupFolder(Files.createTempDirectory(parent, "eobench-group-"));
    try {
      Rank first = made.rank(0, processes);
      fill(first.board(), Board.bytes(processes));
      // Written, not only made longer: a full disk is an error now, not a crash at some later step.
      fill(first.area(), Area.bytes(processes));
      for (int i = 0; i < processes; i++) {
        Files.createDirectory(made.rank(i, processes).scratch());
      }
      return made;
    } catch (IOException full) {
      made.close();
      throw full;
    }
  }

  private static void fill(Path file, long bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
      for (long left = bytes; left > 0; left -= zeros.limit()) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), left));
        while (zeros.hasRemaining()) {
          channel.write(zeros);
        }
      }
    }
  }

  /** The place of a process. */
  public Rank rank(int number, int processes) {
    return new Rank(number, processes, folder);
  }

  /** Removes the files; processes that still map them keep their memory. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
