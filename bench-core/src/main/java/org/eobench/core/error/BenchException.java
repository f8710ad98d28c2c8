package org.eobench.core.error;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can understand and fix. It carries all problems found and the exit code of
 * the process. Any other exception that reaches {@code main} is a bug of this program.
 */
public class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final ExitCode exitCode;

  public BenchException(ExitCode exitCode, List<Problem> problems) {
    this(exitCode, problems, null);
  }

  public BenchException(ExitCode exitCode, Problem problem) {
    this(exitCode, List.of(problem), null);
  }

  public BenchException(ExitCode exitCode, Problem problem, @Nullable Throwable cause) {
    this(exitCode, List.of(problem), cause);
  }

  private BenchException(ExitCode exitCode, List<Problem> problems, @Nullable Throwable cause) {
    super(problems.stream().map(Problem::render).collect(Collectors.joining("\n")), cause);
    this.exitCode = exitCode;
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
