package org.eobench.core.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;

/** The batches of an epoch, as many at a time as a step accumulates. */
final class StepBatches {
  private final Iterator<Batch> batches;
  private final int together;
  private final int ignoreIndex;
  private final DataParallel parallel;

  /**
   * @param from where the epoch goes on
   */
  StepBatches(DataLoader loader, TrainerConfig config, TrainingParts parts, TrainState from) {
    this.together = config.accumulation();
    this.ignoreIndex = parts.ignoreIndex();
    this.parallel = parts.parallel();
    this.batches = loader.epoch(from.epoch(), from.batch() * together).iterator();
  }

  /** The batches of the next step in which anything can be learnt from; may be empty. */
  List<Batch> next() {
    List<Batch> counted = new ArrayList<>();
    for (int i = 0; i < together; i++) {
      Batch batch = batches.next();
      if (parallel.any(batch.targets().anyCounts(ignoreIndex))) {
        counted.add(batch);
      }
    }
    return counted;
  }

  /** The error about an epoch without any such batch. */
  static BenchException nothingCounts(TrainState state, int ignoreIndex, int batches) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "AllPixelsIgnored",
                String.format(
                    Locale.ROOT,
                    "epoch %d has no valid target (every label is the ignored label %d or has"
                        + " no value), so there is nothing to learn from",
                    state.epoch() + 1,
                    ignoreIndex))
            .at("the training split, " + batches + " batches")
            .expecting("at least one labelled pixel in each epoch")
            .next("check the masks: `java -jar bench.jar check` with the same arguments"));
  }
}
