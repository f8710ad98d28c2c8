package org.eobench.core.logger;

import java.util.List;

/**
 * Where the training of a run starts.
 *
 * @param resumed whether it goes on after a checkpoint; what was logged after that one is void, as
 *     the run repeats it
 * @param iteration training steps of the checkpoint; 0 for a new run
 * @param kept lines of {@code metrics.jsonl} about that very iteration, which stay valid
 */
public record RunStart(boolean resumed, long iteration, List<LogLine> kept) {
  /** A new run. */
  public static final RunStart NEW = new RunStart(false, 0, List.of());

  public RunStart {
    kept = List.copyOf(kept);
  }

  /** Whether the validation at this iteration was done; a checkpoint is written before it too. */
  public boolean validated() {
    return kept.stream().anyMatch(line -> line.kind().equals("val"));
  }
}
