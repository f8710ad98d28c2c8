package org.eobench.core.run.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * Checks that a run writes only into its own directory: a symbolic link would change a file
 * elsewhere, and a named pipe would block the run forever.
 */
final class RunFileCheck {
  /** Files that are written in place; renaming a temporary file would replace a link. */
  private static final List<String> FILES = List.of("run.lock", "run.log", "metrics.jsonl");

  private static final List<String> FOLDERS = List.of("checkpoints", ".hydra");

  private RunFileCheck() {}

  /**
   * Checks a run directory before it is written to again.
   *
   * @throws BenchException with every entry that is a link or of the wrong kind
   */
  static void require(Path run) {
    Problems problems = new Problems();
    for (String name : FILES) {
      Path file = run.resolve(name);
      if (isThere(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        problems.add(refused(file, "a file"));
      }
    }
    for (String name : FOLDERS) {
      Path folder = run.resolve(name);
      if (isThere(folder) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        problems.add(refused(folder, "a folder"));
      }
    }
    problems.throwIfAny(ExitCode.DATA);
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Problem refused(Path path, String kind) {
    return Problem.of(
            "NotOwnFile",
            String.format(
                Locale.ROOT,
                "%s of the run is %s, so the run would write outside its own directory",
                path.getFileName(),
                what(path)))
        .at(path.toString())
        .expecting(kind + " of the run, or none")
        .next(
            String.format(
                Locale.ROOT, "remove it, and run the same command again: `rm '%s'`", path));
  }

  private static String what(Path path) {
    if (!Files.isSymbolicLink(path)) {
      return "neither a file nor a folder";
    }
    try {
      return "a symbolic link to " + Files.readSymbolicLink(path);
    } catch (IOException unreadable) {
      return "a symbolic link";
    }
  }
}
