package org.eobench.core.run.directory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.json}: what a run is, what it was made of and how far it came.
 *
 * @param name name of the run directory
 * @param state how far it came
 * @param fingerprint hash of the resolved config; runs with the same one are the same experiment
 * @param choices the option taken of each config group
 * @param overrides the arguments it was started with
 * @param protocol rules the numbers were made under
 * @param seed seed of everything random
 * @param started instant of the first start, ISO 8601
 * @param ended instant of the last end, or null while it runs or after it was killed
 * @param starts 1, and one more for each time it was resumed
 * @param error the message it failed with, or null
 * @param provenance code, machine, weights and data, or null before they were known
 * @param batchesWithoutTarget training batches that were left out, as nothing in them counts
 * @param warnings what is odd about the run without stopping it; null in records of old
 */
public record RunRecord(
    String name,
    RunState state,
    String fingerprint,
    Map<String, String> choices,
    List<String> overrides,
    String protocol,
    long seed,
    String started,
    @Nullable String ended,
    int starts,
    @Nullable String error,
    @Nullable Provenance provenance,
    long batchesWithoutTarget,
    @Nullable List<String> warnings) {

  /** A run that begins now. */
  public static RunRecord planned(
      String name, String fingerprint, RunRequest request, Plan plan, Instant now) {
    return new RunRecord(
        name,
        RunState.RUNNING,
        fingerprint,
        new TreeMap<>(request.choices()),
        request.overrides(),
        plan.protocol(),
        plan.config().seed(),
        now.toString(),
        null,
        1,
        null,
        null,
        0,
        List.of());
  }

  /** The same run in a directory of another name. */
  RunRecord named(String other) {
    return with(other, state, ended, error, starts, provenance, batchesWithoutTarget, warnings);
  }

  /** The same run, started once more. */
  public RunRecord resumed() {
    return with(
        name, RunState.RUNNING, null, null, starts + 1, provenance, batchesWithoutTarget, warnings);
  }

  /** The same run with what it is made of and what is odd about it. */
  public RunRecord madeOf(Provenance made, List<String> odd) {
    return with(name, state, ended, error, starts, made, batchesWithoutTarget, List.copyOf(odd));
  }

  /** The same run, whose training left out so many batches. */
  public RunRecord leftOut(long batches) {
    return with(name, state, ended, error, starts, provenance, batches, warnings);
  }

  /** The same run at its end. */
  RunRecord ended(RunState reached, String instant, @Nullable String message) {
    return with(
        name, reached, instant, message, starts, provenance, batchesWithoutTarget, warnings);
  }

  /** The same experiment, come so far. */
  private RunRecord with(
      String name,
      RunState state,
      @Nullable String ended,
      @Nullable String error,
      int starts,
      @Nullable Provenance provenance,
      long batchesWithoutTarget,
      @Nullable List<String> warnings) {
    return new RunRecord(
        name,
        state,
        fingerprint,
        choices,
        overrides,
        protocol,
        seed,
        started,
        ended,
        starts,
        error,
        provenance,
        batchesWithoutTarget,
        warnings);
  }
}
