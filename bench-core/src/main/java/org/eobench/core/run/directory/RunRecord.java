package org.eobench.core.run.directory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
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
 * @param trial whether a search made the run, to compare configurations on the validation split;
 *     null if none did
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
    @Nullable Outcome outcome,
    @Nullable Boolean trial) {

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
    return planned(
        name,
        fingerprint,
        request,
        plan.protocol(),
        plan.config().seed(),
        plan.config().cropsPerImage(),
        now);
  }

  /**
   * A new run that may be no training of a model.
   *
   * @param cropsPerImage as in the record
   */
  public static RunRecord planned(
      String name,
      String fingerprint,
      RunRequest request,
      String protocol,
      long seed,
      @Nullable Integer cropsPerImage,
      Instant now) {
    return new RunRecord(
        VERSION,
        name,
        RunState.RUNNING,
        fingerprint,
        Fingerprint.ofAnySeed(request.config()),
        new TreeMap<>(request.choices()),
        request.overrides(),
        protocol,
        seed,
        now.toString(),
        null,
        1,
        null,
        null,
        0,
        cropsPerImage,
        null,
        List.of(),
        null,
        null,
        null);
  }

  /** The same run with another directory name. */
  RunRecord named(String other) {
    return with(next -> next.name = other);
  }

  /** The same run, resumed. */
  public RunRecord resumed() {
    return with(
        next -> {
          next.state = RunState.RUNNING;
          next.ended = null;
          next.error = null;
          next.starts++;
        });
  }

  /** The same run with its provenance and warnings. */
  public RunRecord madeOf(Provenance made, List<String> odd) {
    return with(
        next -> {
          next.provenance = made;
          next.warnings = List.copyOf(odd);
        });
  }

  /** The same run after its training. */
  public RunRecord trained(long skippedBatches, @Nullable Double waited) {
    return with(
        next -> {
          next.batchesWithoutTarget = skippedBatches;
          next.waitingShare = waited;
        });
  }

  /** The same run with what the feature cache did. */
  public RunRecord caching(CacheUse use) {
    return with(next -> next.featureCache = use);
  }

  /** The same run with further warnings. */
  public RunRecord noting(List<String> further) {
    if (further.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(warnings == null ? List.of() : warnings);
    all.addAll(further);
    return with(next -> next.warnings = List.copyOf(all));
  }

  /** The same run with what it found. */
  public RunRecord found(Outcome made) {
    return with(next -> next.outcome = made);
  }

  /** The same run, made by a search to compare configurations. */
  RunRecord asTrial() {
    return with(next -> next.trial = true);
  }

  /** Whether a search made the run to compare configurations on the validation split. */
  @JsonIgnore
  public boolean isTrial() {
    return Boolean.TRUE.equals(trial);
  }

  /** Whether a search stopped the run because other trials were better. */
  @JsonIgnore
  public boolean isPruned() {
    return state == RunState.INTERRUPTED && error != null && error.startsWith(PRUNED);
  }

  /** Whether the run trained an encoder without labels, so that it has no scores. */
  @JsonIgnore
  public boolean isPretraining() {
    return choices.containsKey("method");
  }

  /** The same run after its end. */
  RunRecord ended(RunState reached, String instant, @Nullable String message) {
    return with(
        next -> {
          next.state = reached;
          next.ended = instant;
          next.error = message;
        });
  }

  /** What changes while a run goes on. */
  private static final class Draft {
    private String name;
    private RunState state;
    private @Nullable String ended;
    private int starts;
    private @Nullable String error;
    private @Nullable Provenance provenance;
    private long batchesWithoutTarget;
    private @Nullable Double waitingShare;
    private @Nullable List<String> warnings;
    private @Nullable CacheUse featureCache;
    private @Nullable Outcome outcome;
    private @Nullable Boolean trial;

    Draft(RunRecord of) {
      name = of.name;
      state = of.state;
      ended = of.ended;
      starts = of.starts;
      error = of.error;
      provenance = of.provenance;
      batchesWithoutTarget = of.batchesWithoutTarget;
      waitingShare = of.waitingShare;
      warnings = of.warnings;
      featureCache = of.featureCache;
      outcome = of.outcome;
      trial = of.trial;
    }
  }

  /** The same experiment, come so far. */
  private RunRecord with(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return new RunRecord(
        version,
        next.name,
        next.state,
        fingerprint,
        experiment,
        choices,
        overrides,
        protocol,
        seed,
        started,
        next.ended,
        next.starts,
        next.error,
        next.provenance,
        next.batchesWithoutTarget,
        cropsPerImage,
        next.waitingShare,
        next.warnings,
        next.featureCache,
        next.outcome,
        next.trial);
  }
}
