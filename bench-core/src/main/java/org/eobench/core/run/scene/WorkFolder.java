package org.eobench.core.run.scene;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.JsonFiles;
import org.eobench.core.io.UnfinishedFiles;
import org.eobench.core.run.scene.WindowGrid.Block;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a scene that are computed, in the folder {@code OUTPUT.part} beside the output,
 * with the settings that they depend on. It is locked by the process that works in it.
 */
final class WorkFolder implements AutoCloseable {
  private static final String SETTINGS = "settings.json";
  private static final String LOCK = "lock";
  private static final String BLOCK = "block_\\d+_\\d+\\.tiles";

  private final Path folder;
  private final FileChannel lock;

  private WorkFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** The folder of an output. */
  private static Path of(Path output) {
    return output.resolveSibling(output.getFileName() + ".part");
  }

  /** Whether there is an unfinished prediction for an output. */
  static boolean isBegun(Path output) {
    return Files.isRegularFile(of(output).resolve(SETTINGS));
  }

  /**
   * Opens the folder, or creates it.
   *
   * @param settings what the blocks depend on
   * @param replace whether blocks of other settings are removed
   * @throws BenchException {@code OtherWork} if the blocks in it are of other settings, {@code
   *     InUse} if another process works in it
   */
  static WorkFolder open(Path output, Map<String, String> settings, boolean replace) {
    Path folder = of(output);
    try {
      Files.createDirectories(folder);
      FileChannel lock = lock(folder);
      try {
        WorkFolder opened = new WorkFolder(folder, lock);
        opened.begin(output, settings, replace);
        return opened;
      } catch (IOException | RuntimeException failure) {
        lock.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(folder, failure);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("InUse", "another process predicts into this output")
              .at(folder.toString())
              .next("wait until it has ended, or choose another output"));
    }
    return channel;
  }

  private void begin(Path output, Map<String, String> settings, boolean replace)
      throws IOException {
    UnfinishedFiles.removeAll(folder);
    Map<String, String> before = settings();
    if (before != null && before.equals(settings)) {
      return;
    }
    if (before != null && !replace) {
      throw otherWork(output, before, settings);
    }
    clear();
    String json = JsonFiles.mapper().build().writeValueAsString(settings);
    AtomicFile.writeString(folder.resolve(SETTINGS), json + "\n");
  }

  private @Nullable Map<String, String> settings() {
    Path file = folder.resolve(SETTINGS);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      return JsonFiles.mapper()
          .build()
          .readValue(file.toFile(), new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (IOException damaged) {
      return Map.of("settings", "cannot be read");
    }
  }

  private BenchException otherWork(
      Path output, Map<String, String> before, Map<String, String> now) {
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(now.keySet());
    List<String> differing =
        keys.stream().filter(key -> !Objects.equals(before.get(key), now.get(key))).toList();
    String first = differing.get(0);
    return new BenchException(
        ExitCode.USAGE,
        Problem.of(
                "OtherWork",
                String.format(
                    Locale.ROOT,
                    "an unfinished prediction with other settings is there: %s was %s and is %s%s",
                    first,
                    before.get(first),
                    now.get(first),
                    differing.size() == 1
                        ? ""
                        : "; also " + differing.subList(1, differing.size()) + " differ"))
            .at(folder.toString())
            .expecting("the command that began it, to go on")
            .next(
                "add `--force` to begin again, or choose another output than "
                    + output.getFileName()));
  }

  /** The file of a block. */
  Path file(Block block) {
    return folder.resolve(
        String.format(Locale.ROOT, "block_%04d_%04d.tiles", block.row(), block.column()));
  }

  /**
   * A block that was computed before.
   *
   * @param tiles expected number of its tiles
   * @return null if it was not, or if its file was damaged since
   */
  BlockFile.@Nullable Index finished(Block block, int tiles) {
    Path file = file(block);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    BlockFile.Index index = BlockFile.index(file, tiles);
    return index != null && BlockFile.isSound(index) ? index : null;
  }

  /** Writes a block. */
  BlockFile.Index write(Block block, BlockFile.Tiles tiles, Supplier<BlockStats> stats) {
    Path file = file(block);
    BlockFile.write(file, tiles, stats);
    return Objects.requireNonNull(BlockFile.index(file, tiles.count()));
  }

  Path path() {
    return folder;
  }

  /** Removes what this class wrote, and the folder if nothing else is in it. */
  void remove() {
    try {
      clear();
      Files.deleteIfExists(folder.resolve(LOCK));
      Files.deleteIfExists(folder);
    } catch (IOException kept) {
      throw AtomicFile.failed(folder, kept);
    }
  }

  /** The settings go first: blocks without any are not taken for those of a later call. */
  private void clear() throws IOException {
    Files.deleteIfExists(folder.resolve(SETTINGS));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "block_*")) {
      for (Path file : files) {
        if (file.getFileName().toString().matches(BLOCK)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
