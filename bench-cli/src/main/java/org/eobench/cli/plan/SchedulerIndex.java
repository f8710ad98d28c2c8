package org.eobench.cli.plan;

import java.util.List;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The index of a job in an array of a scheduler.
 *
 * @param value the index
 * @param variable the environment variable that told it
 */
record SchedulerIndex(String value, String variable) {
  /** Of SLURM's job arrays, Indexed Jobs of Kubernetes, and the batch services of two clouds. */
  private static final List<String> VARIABLES =
      List.of(
          "SLURM_ARRAY_TASK_ID",
          "JOB_COMPLETION_INDEX",
          "BATCH_TASK_INDEX",
          "AWS_BATCH_JOB_ARRAY_INDEX");

  /**
   * From the environment.
   *
   * @throws BenchException {@code NoIndex} if no scheduler tells one
   */
  static SchedulerIndex of(Function<String, @Nullable String> environment) {
    for (String variable : VARIABLES) {
      String value = environment.apply(variable);
      if (value != null && !value.isBlank()) {
        return new SchedulerIndex(value.strip(), variable);
      }
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of("NoIndex", "run-plan does not know which line of the plan to run")
            .expecting("--index K, --claim, or one of " + String.join(", ", VARIABLES))
            .next("add `--index 0` for the first line, or `--claim` for all that are open"));
  }
}
