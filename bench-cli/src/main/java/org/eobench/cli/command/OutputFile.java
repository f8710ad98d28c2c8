package org.eobench.cli.command;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** A file that a verb writes to a path of the user; existing files are protected. */
public final class OutputFile {
  /** The flag that allows replacing an existing file. */
  public static final String FORCE = "force";

  private OutputFile() {}

  /**
   * Returns the path, checked before the work starts.
   *
   * @param replace whether the user set {@code --force}
   * @throws BenchException if a file or folder exists that must not be replaced
   */
  public static Path of(String name, boolean replace) {
    Path file = Path.of(name);
    if (Files.isDirectory(file)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FileExists", "the output file is an existing folder")
              .at(name)
              .expecting("a file name")
              .next("choose a file inside it, such as " + file.resolve("out")));
    }
    if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FileExists", "the output file already exists and was not changed")
              .at(name)
              .expecting("an unused file name")
              .next("choose another name, or add `--force` to replace it"));
    }
    return file;
  }

  /**
   * Refuses to replace what an earlier call wrote into a folder, unless the user set {@code
   * --force}.
   *
   * @param file what every such call writes into its folder
   * @param content what the folder has, such as {@code the results}
   */
  public static void requireNewFolder(Path file, String content, Flags flags) {
    requireNewFolder(file, content, "`--out DIR`", flags);
  }

  /**
   * As above.
   *
   * @param where how the user names the folder, such as {@code OUTPUT}
   */
  public static void requireNewFolder(Path file, String content, String where, Flags flags) {
    if (!flags.has(FORCE) && Files.exists(file)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FileExists", "the folder has " + content + " of an earlier call")
              .at(file.toString())
              .expecting("a new folder")
              .next("name another with " + where + ", or add `--force` to replace them"));
    }
  }

  /**
   * Refuses {@code --force} where nothing is written that it could replace.
   *
   * @param output the flag that names what is written
   */
  public static void requireForceFor(Flags flags, String output) {
    if (flags.has(FORCE) && !flags.has(output)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "--force has no effect without --" + output)
              .at("--force")
              .next("add `--" + output + "`, or remove --force"));
    }
  }
}
