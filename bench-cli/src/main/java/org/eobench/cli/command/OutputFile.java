package org.eobench.cli.command;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** A file that a verb writes where the user says, which may be a file that the user still wants. */
public final class OutputFile {
  /** The flag that lets it replace what is there. */
  public static final String FORCE = "force";

  private OutputFile() {}

  /**
   * The path, looked at before the work whose result goes there.
   *
   * @param replace whether the user gave {@code --force}
   * @throws BenchException when something has that name that is not to be replaced
   */
  public static Path of(String name, boolean replace) {
    Path file = Path.of(name);
    if (Files.isDirectory(file)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FileExists", "a folder has the name of the file to write")
              .at(name)
              .expecting("the name of a file")
              .next("give a file inside it, such as " + file.resolve("out")));
    }
    if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FileExists", "there is a file of that name already; it was left as it is")
              .at(name)
              .expecting("a name that is free")
              .next("give another name, or add `--force` to replace it"));
    }
    return file;
  }
}
