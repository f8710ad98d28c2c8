package org.eobench.cli.failures;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Printable;
import org.eobench.core.error.Problem;
import org.eobench.core.error.SameProblems;

/**
 * Turns a failure into text and an exit code. Besides the progress bar, it is the only user of
 * {@code System.err}. User errors are printed as their problems. Any other failure is a bug: it is
 * printed as one sentence, and its stack trace is written to a file for a bug report.
 */
public final class ErrorPrinter {
  private final PrintStream err;
  private final Path traceFolder;

  /**
   * @param err output for error messages
   * @param traceFolder folder for the stack trace of an unexpected failure
   */
  public ErrorPrinter(PrintStream err, Path traceFolder) {
    this.err = err;
    this.traceFolder = traceFolder;
  }

  public static ErrorPrinter ofProcess() {
    return new ErrorPrinter(System.err, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Prints a failure and returns the exit code of the process. */
  public ExitCode print(Throwable failure) {
    for (Throwable cause : KnownFailure.causes(failure)) {
      if (cause instanceof BenchException known) {
        SameProblems.merged(known.problems()).forEach(this::print);
        return known.exitCode();
      }
    }
    List<Problem> recognised = KnownFailure.explain(failure);
    if (recognised.isEmpty()) {
      print(unexpected(failure));
    } else {
      recognised.forEach(this::print);
    }
    return ExitCode.FAILURE;
  }

  /** Prints one problem. */
  void print(Problem problem) {
    err.println(Printable.of(problem.render()));
  }

  private Problem unexpected(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    String said = failure.getMessage() == null ? name : name + ": " + failure.getMessage();
    return Problem.of("Unexpected", "unexpected failure: " + said)
        .at(keepTrace(failure))
        .next("this is a bug of EO Bench: please report it with that file and your command line");
  }

  private String keepTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    try {
      Path file = Files.createTempFile(traceFolder, "bench-trace-", ".txt");
      Files.writeString(file, trace.toString());
      return "the stack trace was written to " + file;
    } catch (IOException e) {
      StackTraceElement[] frames = failure.getStackTrace();
      return frames.length == 0 ? "at an unknown place" : "at " + frames[0];
    }
  }
}
