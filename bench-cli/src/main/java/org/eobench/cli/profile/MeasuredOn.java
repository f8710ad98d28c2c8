package org.eobench.cli.profile;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.core.provenance.Environment;
import org.eobench.core.provenance.GitInfo;
import org.eobench.core.provenance.Program;

/** The header of a page with measurements: date, version and machine. */
final class MeasuredOn {
  private static final int COMMIT_DIGITS = 12;

  private MeasuredOn() {}

  /**
   * The environment as a table.
   *
   * @param engine name and version of the engine
   * @param threads number of threads per operator
   */
  static String table(String engine, int threads) {
    Environment machine = Environment.of("", engine, null, "cpu");
    return String.format(
        Locale.ROOT,
        """
        | | |
        |---|---|
        | date | %s |
        | program | %s |
        | machine | %s, %s, %d cores, %d threads per operator |
        | runtime | Java %s, %s |\
        """,
        LocalDate.now(ZoneOffset.UTC),
        program(),
        machine.cpu(),
        machine.arch(),
        machine.cores(),
        threads,
        machine.java(),
        machine.engine());
  }

  private static String program() {
    Program program = Program.running();
    GitInfo git = program.git();
    return git == null
        ? program.version()
        : String.format(
            Locale.ROOT,
            "%s, commit %s%s",
            program.version(),
            git.commit().substring(0, Math.min(COMMIT_DIGITS, git.commit().length())),
            git.dirty() ? " with changes" : "");
  }

  /** The arguments that produce a page, with absolute paths reduced to their last name. */
  static String command(List<String> words) {
    return words.stream().map(MeasuredOn::withoutFolder).collect(Collectors.joining(" "));
  }

  private static String withoutFolder(String word) {
    return word.startsWith("/") ? word.substring(word.lastIndexOf('/') + 1) : word;
  }
}
