package org.eobench.report.runs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.jspecify.annotations.Nullable;

/**
 * Finds all runs below folders: run directories themselves, folders of runs, and sweeps, at any
 * depth. Symbolic links to folders are followed only where the user names one.
 */
public final class RunFolders {
  private static final String RECORD = "run.json";

  /** Files that every run has from its first second on. */
  private static final Set<String> OTHER_FILES = Set.of("run.lock", "metrics.jsonl");

  private RunFolders() {}

  /**
   * Reads all runs. A directory that is no complete run of this version never fails the others; it
   * is in {@link FoundRuns#leftOut()}.
   *
   * @throws BenchException {@code NoFolder} if a folder does not exist, {@code NoRuns} if no run
   *     directory is below any of them
   */
  public static FoundRuns read(Collection<Path> folders) {
    Map<Path, Path> directories = new TreeMap<>();
    folders.forEach(
        folder -> below(folder).forEach(run -> directories.putIfAbsent(real(run), run)));
    if (directories.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoRuns", "there is no run below these folders")
              .at(String.join(", ", folders.stream().map(Path::toString).toList()))
              .expecting("run directories, such as runs/<date>_<time>_…, or a folder with some")
              .next("name the folder that the runs were written to: work_dir, by default runs"));
    }
    List<Read> read = directories.values().parallelStream().map(RunFolders::one).toList();
    return FoundRuns.distinct(
        read.stream().map(Read::run).flatMap(Stream::ofNullable).toList(),
        read.stream().map(Read::leftOut).flatMap(Stream::ofNullable).toList());
  }

  /** One directory: a run, or why not. */
  private record Read(@Nullable StoredRun run, @Nullable LeftOut leftOut) {
    static Read not(Path directory, LeftOut.Reason reason, String detail) {
      return new Read(null, new LeftOut(directory, reason, detail));
    }
  }

  private static Read one(Path directory) {
    RunRecord record;
    try {
      record = RunDirectory.read(directory);
    } catch (BenchException unreadable) {
      Throwable why = Objects.requireNonNullElse(unreadable.getCause(), unreadable);
      return Read.not(directory, LeftOut.Reason.UNREADABLE, String.valueOf(why.getMessage()));
    }
    if (record.isPretraining()) {
      return Read.not(directory, LeftOut.Reason.PRETRAINING, "");
    }
    if (record.state() == RunState.COMPLETE) {
      return record.outcome() == null
          ? Read.not(directory, LeftOut.Reason.OLD, "")
          : new Read(new StoredRun(directory, record), null);
    }
    if (record.isPruned()) {
      return Read.not(directory, LeftOut.Reason.PRUNED, "");
    }
    LeftOut.Reason reason =
        switch (record.state()) {
          case FAILED -> LeftOut.Reason.FAILED;
          case INTERRUPTED -> LeftOut.Reason.INTERRUPTED;
          default -> LeftOut.Reason.RUNNING;
        };
    String error = record.error();
    return Read.not(directory, reason, error == null ? "" : error.lines().findFirst().orElse(""));
  }

  private static List<Path> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      boolean exists = Files.exists(folder);
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "NoFolder", exists ? "this is a file, not a folder" : "there is no such folder")
              .at(folder.toString())
              .expecting("a run directory, or a folder with runs at any depth")
              .next("name the folder that the runs were written to: work_dir, by default runs"));
    }
    List<Path> directories = new ArrayList<>();
    try {
      Path start = Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
      Files.walkFileTree(start, new Collector(directories));
    } catch (IOException e) {
      throw cannotRead(folder, e);
    }
    return directories;
  }

  /** The same directory under one name, however it was reached. */
  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw cannotRead(directory, e);
    }
  }

  private static BenchException cannotRead(Path folder, IOException e) {
    return new BenchException(
        ExitCode.FAILURE,
        Problem.of(
                "CannotRead",
                String.format(Locale.ROOT, "cannot list the runs: %s", e.getMessage()))
            .at(folder.toString())
            .expecting("a folder that this user can read"),
        e);
  }

  /** Collects run directories and does not descend into them. */
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> directories;

    Collector(List<Path> directories) {
      this.directories = directories;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
      boolean run =
          Files.exists(folder.resolve(RECORD))
              || OTHER_FILES.stream().allMatch(name -> Files.exists(folder.resolve(name)));
      if (run) {
        directories.add(folder);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
