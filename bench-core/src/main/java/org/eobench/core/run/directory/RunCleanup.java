package org.eobench.core.run.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.io.UnfinishedFiles;
import org.eobench.core.io.UnfinishedFiles.Removed;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.plan.RunConfig;

/** Removes partial files of killed runs from run directories and the cache. */
public final class RunCleanup {
  /** The folders of a run that contain files. */
  private static final List<String> FOLDERS = List.of("", "checkpoints", ".hydra");

  private static final int MOST_NAMED = 3;

  private RunCleanup() {}

  /**
   * Removes partial files below the folders of a configuration and reports them. The files of a run
   * that a process works on are kept.
   */
  public static void remove(RunConfig config, ProgressListener progress) {
    remove(config.workDir(), config.cacheDir(), progress);
  }

  /** As above, below these folders. */
  public static void remove(Path workDir, Path cacheDir, ProgressListener progress) {
    List<Removed> removed = new ArrayList<>();
    for (Path run : folders(workDir)) {
      if (Files.exists(run.resolve(RunLock.NAME)) && holdsAny(run)) {
        ofRunAtRest(run, removed);
      }
    }
    removed.addAll(UnfinishedFiles.removeStale(cacheDir));
    for (Path folder : folders(cacheDir)) {
      removed.addAll(UnfinishedFiles.removeStale(folder));
    }
    tell(removed, progress);
  }

  /** Removes partial files in the directory of a run that this process holds and reports them. */
  public static void ofHeldRun(Path run, ProgressListener progress) {
    List<Removed> removed = new ArrayList<>();
    FOLDERS.forEach(name -> removed.addAll(UnfinishedFiles.removeAll(run.resolve(name))));
    tell(removed, progress);
  }

  private static boolean holdsAny(Path run) {
    return FOLDERS.stream().anyMatch(name -> UnfinishedFiles.isIn(run.resolve(name)));
  }

  private static void ofRunAtRest(Path run, List<Removed> removed) {
    try (FileChannel held = RunLock.tryHold(run)) {
      if (held != null) {
        FOLDERS.forEach(name -> removed.addAll(UnfinishedFiles.removeAll(run.resolve(name))));
      }
    } catch (IOException notOurs) {
      return; // the files of another process's run are kept
    }
  }

  private static List<Path> folders(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  private static void tell(List<Removed> removed, ProgressListener progress) {
    if (removed.isEmpty()) {
      return;
    }
    String named =
        removed.stream()
            .limit(MOST_NAMED)
            .map(one -> one.path().toString())
            .collect(Collectors.joining(", "));
    progress.message(
        String.format(
            Locale.ROOT,
            "removed %d unfinished %s of killed runs, %.1f MiB: %s%s",
            removed.size(),
            removed.size() == 1 ? "file" : "files",
            removed.stream().mapToLong(Removed::bytes).sum() / (double) (1 << 20),
            named,
            removed.size() > MOST_NAMED ? ", …" : ""));
  }
}
