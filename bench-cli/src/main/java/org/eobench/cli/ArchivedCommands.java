package org.eobench.cli;

import java.util.List;

/**
 * Runs the commands whose classes belong into an archive of Java's class-data sharing, in one
 * process since Java writes the archive at its end: {@code java -XX:ArchiveClassesAtExit=FILE -cp
 * bench.jar org.eobench.cli.ArchivedCommands}. They write nothing but their answers.
 */
public final class ArchivedCommands {
  private static final String RUN = "experiment=quickstart";

  private ArchivedCommands() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    BenchMain.run(List.of("--help"));
    BenchMain.run(List.of(RUN, "--cfg", "job"));
    BenchMain.run(List.of(RUN, "--dry-run")); // all of a run's start before libtorch is loaded
  }
}
