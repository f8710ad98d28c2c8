package org.eobench.core.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** A folder that a user names for what a command writes. */
public final class OutputFolder {
  private OutputFolder() {}

  /**
   * Creates the folder with its parents, unless it exists.
   *
   * @param content what it is for, such as {@code pictures}
   * @param flag how a user names another one, such as {@code --out DIR}
   * @throws BenchException {@code CannotWrite}
   */
  public static void create(Path folder, String content, String flag) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("CannotWrite", "the folder of the " + content + " cannot be made")
              .at(folder.toString())
              .next("name a folder that you may write, with `" + flag + "`"),
          failure);
    }
  }
}
