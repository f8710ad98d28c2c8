package org.eobench.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** The summary of a job of continuous integration, to which each of its steps appends. */
final class SummaryFile {
  private SummaryFile() {}

  /**
   * Appends text.
   *
   * @throws BenchException {@code CannotWrite}
   */
  static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("CannotWrite", "cannot append to the file: " + failure.getMessage())
              .at(file.toString())
              .expecting("a file in an existing folder that can be written to"),
          failure);
    }
  }
}
