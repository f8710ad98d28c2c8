package org.eobench.core.run.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** Searches for a run in the directories below {@code work_dir}. */
public final class EarlierRuns {
  private EarlierRuns() {}

  /**
   * The newest run below {@code workDir} with this fingerprint, if there is one. An unreadable
   * record is skipped and does not hide other runs.
   *
   * @param skipped receives a sentence for each skipped record
   * @throws BenchException {@code UnreadableRun} if an unreadable record belongs, by the name of
   *     its directory, to the requested run
   */
  public static Optional<Path> newest(Path workDir, String fingerprint, Consumer<String> skipped) {
    for (Path folder : newestFirst(workDir)) {
      try {
        if (RunRecordFile.read(folder).fingerprint().equals(fingerprint)) {
          return Optional.of(folder);
        }
      } catch (RunRecordFile.Unreadable foreign) {
        if (RunName.isOf(folder, fingerprint)) {
          throw unreadable(folder, foreign);
        }
        skipped.accept(
            String.format(
                Locale.ROOT,
                "warning: %s is skipped, because its record cannot be read: %s",
                folder.resolve(RunRecordFile.NAME),
                foreign.why()));
      }
    }
    return Optional.empty();
  }

  /**
   * The newest unfinished run below {@code workDir} that no process works on, if there is one.
   *
   * @param wanted selects the record
   */
  public static Optional<Path> unfinished(Path workDir, Predicate<RunRecord> wanted) {
    return newestFirst(workDir).stream()
        .filter(
            folder -> {
              try {
                RunRecord record = RunRecordFile.read(folder);
                return record.state() != RunState.COMPLETE && wanted.test(record);
              } catch (RunRecordFile.Unreadable foreign) {
                return false;
              }
            })
        .filter(folder -> RunDirectory.holder(folder).isEmpty())
        .findFirst();
  }

  private static List<Path> newestFirst(Path workDir) {
    if (!Files.isDirectory(workDir)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(workDir)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(RunRecordFile.NAME)))
          .sorted(Comparator.comparing((Path folder) -> folder.getFileName().toString()).reversed())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("CannotRead", "cannot list the runs: " + e.getMessage())
              .at("work_dir=" + workDir)
              .expecting("a folder that this user can read")
              .next("choose another one with `work_dir=FOLDER`"),
          e);
    }
  }

  private static BenchException unreadable(Path folder, RunRecordFile.Unreadable foreign) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "UnreadableRun",
                "the run to be resumed has a record that cannot be read: " + foreign.why())
            .at(folder.resolve(RunRecordFile.NAME).toString())
            .expecting("the run.json that the run wrote")
            .next("restore it from a copy, or train from the start: add `resume=false`"),
        foreign);
  }
}
