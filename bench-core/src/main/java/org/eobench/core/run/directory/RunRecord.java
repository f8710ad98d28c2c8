package org.eobench.core.run.directory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.features.CacheUse;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.json}: identity, provenance and state of a run.
 *
 * @param version {@link #VERSION} of the file; null in records of old
 * @param name name of the run directory
 * @param state state of the run
 * @param fingerprint hash of the resolved config; runs with the same one are the same experiment
 * @param experiment the same without the seed: runs with the same one repeat an experiment; null in
 *     records of old
 * @param choices selected option of each config group
 * @param overrides arguments of the run
 * @param protocol protocol of the scores
 * @param seed seed of all random numbers
 * @param started instant of the first start, ISO 8601
 * @param ended instant of the last end, or null while it is active or after it was killed
 * @param starts 1, plus one for each resume
 * @param error error message of a failed or stopped run, or null
 * @param provenance code, machine, weights and data, or null before they are known
 * @param batchesWithoutTarget number of skipped training batches without a valid target
 * @param cropsPerImage random crops of each training image that the epochs repeat; null for new
 *     ones in each epoch
 * @param waitingShare share of the training that it waited for samples, of the last start; null
 *     before its end
 * @param warnings what is odd about the run without stopping it; null in records of old
 * @param featureCache what the feature cache did, or null before the run's end and in records of
 *     old
 * @param outcome what the run found, or null before its end and in records of old
 */
public record RunRecord(
    @Nullable Integer version,
    String name,
    RunState state,
    String fingerprint,
    @Nullable String experiment,
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
    @Nullable Integer cropsPerImage,
    @Nullable Double waitingShare,
    @Nullable List<String> warnings,
    @Nullable CacheUse featureCache,
    @Nullable Outcome outcome) {

  /** Version of the file that this program writes; records without one are of version 1. */
  public static final int VERSION = 2;

  /** Begins the message of a run that a search stopped. */
  static final String PRUNED = "[Bench/Pruned]";

  public RunRecord {
    // In JSON both are null.
    waitingShare = waitingShare == null || waitingShare.isNaN() ? null : waitingShare;
  }

  /** A new run. */
  public static RunRecord planned(
      String name, String fingerprint, RunRequest request, Plan plan, Instant now) {
    return new RunRecord(
        VERSION,
        name,
        RunState.RUNNING,
        fingerprint,
        Fingerprint.ofAnySeed(request.config()),
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
        plan.config().cropsPerImage(),
        null,
        List.of(),
        null,
        null);
  }

  /** The same run with another directory name. */
  RunRecord named(String other) {
    return with(
        other,
        state,
        ended,
        error,
        starts,
        provenance,
        batchesWithoutTarget,
        waitingShare,
        warnings,
        featureCache,
        outcome);
  }

  /** The same run, resumed. */
  public RunRecord resumed() {
    return with(
        name,
        RunState.RUNNING,
        null,
        null,
        starts + 1,
        provenance,
        batchesWithoutTarget,
        waitingShare,
        warnings,
        featureCache,
        outcome);
  }

  /** The same run with its provenance and warnings. */
  public RunRecord madeOf(Provenance made, List<String> odd) {
    return with(
        name,
        state,
        ended,
        error,
        starts,
        made,
        batchesWithoutTarget,
        waitingShare,
        List.copyOf(odd),
        featureCache,
        outcome);
  }

  /** The same run after its training. */
  public RunRecord trained(long skippedBatches, @Nullable Double waited) {
    return with(
        name,
        state,
        ended,
        error,
        starts,
        provenance,
        skippedBatches,
        waited,
        warnings,
        featureCache,
        outcome);
  }

  /** The same run with what the feature cache did. */
  public RunRecord caching(CacheUse use) {
    return with(
        name,
        state,
        ended,
        error,
        starts,
        provenance,
        batchesWithoutTarget,
        waitingShare,
        warnings,
        use,
        outcome);
  }

  /** The same run with what it found. */
  public RunRecord found(Outcome made) {
    return with(
        name,
        state,
        ended,
        error,
        starts,
        provenance,
        batchesWithoutTarget,
        waitingShare,
        warnings,
        featureCache,
        made);
  }

  /** Whether a search stopped the run because other trials were better. */
  @JsonIgnore
  public boolean isPruned() {
    return state == RunState.INTERRUPTED && error != null && error.startsWith(PRUNED);
  }

  /** The same run after its end. */
  RunRecord ended(RunState reached, String instant, @Nullable String message) {
    return with(
        name,
        reached,
        instant,
        message,
        starts,
        provenance,
        batchesWithoutTarget,
        waitingShare,
        warnings,
        featureCache,
        outcome);
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
      @Nullable Double waitingShare,
      @Nullable List<String> warnings,
      @Nullable CacheUse featureCache,
      @Nullable Outcome outcome) {
    return new RunRecord(
        version,
        name,
        state,
        fingerprint,
        experiment,
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
        cropsPerImage,
        waitingShare,
        warnings,
        featureCache,
        outcome);
  }
}
