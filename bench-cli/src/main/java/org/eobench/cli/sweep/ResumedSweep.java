package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eobench.cli.sweep.journal.Journal;
import org.eobench.cli.sweep.journal.PlannedSweep;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** {@code -m --resume DIR}: the command line of an earlier sweep, taken from its journal. */
public final class ResumedSweep {
  private static final String DIRECTORY = "hydra.sweep.dir=";
  private static final Set<String> FREE = Set.of("-m", "--multirun", "--dry-run");

  private ResumedSweep() {}

  /**
   * The words of the earlier sweep, with its directory.
   *
   * @param given the words beside {@code --resume}, which can only say how to run
   * @throws BenchException if there is no sweep, or if an override is given
   */
  public static List<String> words(String directory, List<String> given) {
    List<String> others = given.stream().filter(word -> !FREE.contains(word)).toList();
    if (!others.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "FlagAlone",
                  "--resume repeats the command line of the earlier sweep and takes no other")
              .at(String.join(" ", others))
              .expecting("only --jobs N, --fail-fast and --dry-run")
              .next("leave out the overrides, or start a new sweep without --resume"));
    }
    PlannedSweep planned = Journal.read(Path.of(directory)).planned();
    if (planned == null) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("NoSweep", "this is not the directory of a sweep: it has no " + Journal.NAME)
              .at("--resume " + directory)
              .expecting("a directory that -m has written, such as multirun/<date>/<time>"));
    }
    List<String> words = new ArrayList<>(List.of("-m"));
    words.addAll(given.stream().filter(word -> word.equals("--dry-run")).toList());
    planned.words().stream().filter(word -> !word.startsWith(DIRECTORY)).forEach(words::add);
    words.add(DIRECTORY + "'" + directory.replace("'", "\\'") + "'");
    return words;
  }
}
