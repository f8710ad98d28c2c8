package org.eobench.core.run.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one run. One process at a time holds it through a lock, which is released when
 * the process ends for any reason. Its state is in {@code run.json}, so an incomplete run is
 * recognisable.
 */
public final class RunDirectory implements AutoCloseable {
  /** Name of the metric log. */
  public static final String METRICS = "metrics.jsonl";

  private final Path path;
  private final FileChannel lock;
  private RunRecord record;

  private RunDirectory(Path path, FileChannel lock, RunRecord record) {
    this.path = path;
    this.lock = lock;
    this.record = record;
  }

  /**
   * Creates a new directory for a run; a second run in the same second gets a number as suffix.
   *
   * @throws BenchException if the folder cannot be created
   */
  public static RunDirectory create(Path workDir, RunRecord planned) {
    try {
      Files.createDirectories(workDir);
      for (int n = 1; ; n++) {
        String name = n == 1 ? planned.name() : planned.name() + "_" + n;
        try {
          Path path = Files.createDirectory(workDir.resolve(name));
          RunDirectory directory = new RunDirectory(path, hold(path), planned);
          directory.save(planned.named(name));
          return directory;
        } catch (FileAlreadyExistsException taken) {
          // the next number may be free
        }
      }
    } catch (IOException e) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("CannotWrite", "cannot create a run directory: " + e.getMessage())
              .at("work_dir=" + workDir)
              .expecting("a folder that can be written to")
              .next("choose another one with `work_dir=FOLDER`"),
          e);
    }
  }

  /**
   * Opens an existing run directory and locks it.
   *
   * @throws BenchException {@code RunIsBusy} if another process holds it, {@code NoRun} if it is
   *     not a run directory, {@code NotOwnFile} if it would write elsewhere
   */
  public static RunDirectory open(Path path) {
    RunRecord record = read(path);
    RunFileCheck.require(path);
    try {
      return new RunDirectory(path, hold(path), record);
    } catch (IOException e) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("CannotWrite", "cannot open the run directory: " + e.getMessage())
              .at(path.toString()),
          e);
    }
  }

  /**
   * Reads the record of a run, which may be active.
   *
   * @throws BenchException {@code NoRun} if there is none
   */
  public static RunRecord read(Path path) {
    try {
      return RunRecordFile.read(path);
    } catch (RunRecordFile.Unreadable e) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "NoRun",
                  String.format(
                      Locale.ROOT,
                      "this is not a run directory: it has no readable %s (%s)",
                      RunRecordFile.NAME,
                      e.why()))
              .at(path.toString())
              .expecting("a directory that a run has written, such as runs/<date>_<time>_…")
              .next(instead(path)),
          e);
    }
  }

  /** The run that contains a path, or how to find one. */
  private static String instead(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    for (Path at = whole.getParent(); at != null; at = at.getParent()) {
      if (isRun(at)) {
        return "give the run that holds it: " + at;
      }
    }
    return newestIn(path)
        .map(run -> "give the run in it: " + run)
        .orElse("look for the runs below work_dir, by default: ls runs");
  }

  /** The newest run of a folder by its name, which begins with the time. */
  private static Optional<Path> newestIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(RunDirectory::isRun).max(Comparator.naturalOrder());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isRun(Path path) {
    try {
      RunRecordFile.read(path);
      return true;
    } catch (RunRecordFile.Unreadable none) {
      return false;
    }
  }

  private static FileChannel hold(Path path) throws IOException {
    FileChannel channel = RunLock.tryHold(path);
    if (channel == null) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("RunIsBusy", RunLock.holder(path) + " is working on this run")
              .at(path.toString())
              .expecting("a run that no process is working on")
              .next("wait until it ends, or stop it; then try again"));
    }
    return channel;
  }

  /** The process that works on a run, as the subject of a sentence; empty if there is none. */
  public static Optional<String> holder(Path path) {
    if (!Files.isRegularFile(path.resolve(RunLock.NAME), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      FileChannel channel = RunLock.tryHold(path);
      if (channel == null) {
        return Optional.of(RunLock.holder(path));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException notOurs) {
      return Optional.empty(); // opening the run reports the reason
    }
  }

  public Path path() {
    return path;
  }

  public RunRecord record() {
    return record;
  }

  /** Replaces {@code run.json} atomically. */
  public void save(RunRecord next) {
    record = next;
    RunRecordFile.write(path, next);
  }

  /** Records how the run ended. A failure to write does not hide the failure that it records. */
  public void end(RunState reached, @Nullable String message) {
    RunRecord ended = record.ended(reached, Instant.now().toString(), message);
    try {
      save(ended);
    } catch (BenchException cannotWrite) {
      if (reached == RunState.COMPLETE) {
        throw cannotWrite;
      }
    }
  }

  /**
   * Records that a search stopped a run because other trials were better, which is no failure. Does
   * nothing to a run that was not stopped.
   *
   * @param epochs finished epochs at which trials were compared
   * @throws BenchException as {@link #open}
   */
  public static void prune(Path run, int epochs) {
    RunRecord stopped = read(run);
    if (stopped.state() != RunState.INTERRUPTED || stopped.isPruned()) {
      return;
    }
    try (RunDirectory directory = open(run)) {
      directory.end(
          RunState.INTERRUPTED,
          String.format(
              Locale.ROOT,
              "%s the search stopped this trial after %d %s: others were better",
              RunRecord.PRUNED,
              epochs,
              epochs == 1 ? "epoch" : "epochs"));
    }
  }

  /**
   * Records that a search made a run to compare configurations, so that reports can tell it from
   * repetitions that nobody selected.
   *
   * @throws BenchException as {@link #open}
   */
  public static void markTrial(Path run) {
    if (!read(run).isTrial()) {
      try (RunDirectory directory = open(run)) {
        directory.save(directory.record().asTrial());
      }
    }
  }

  public Path metrics() {
    return path.resolve(METRICS);
  }

  /**
   * Writes additional files of the run.
   *
   * @param files contents by name, such as {@code .hydra/config.yaml}
   */
  public void keep(Map<String, String> files) {
    files.forEach((name, text) -> AtomicFile.writeString(path.resolve(name), text));
  }

  /** Writes a file of the run, such as {@code results.csv}, atomically. */
  public void write(String name, AtomicFile.Body body) {
    AtomicFile.write(path.resolve(name), body);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("CannotWrite", "cannot release the run directory: " + e.getMessage())
              .at(path.toString()),
          e);
    }
  }
}
