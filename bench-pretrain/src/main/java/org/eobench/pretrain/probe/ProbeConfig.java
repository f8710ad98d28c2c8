package org.eobench.pretrain.probe;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * Keys of one probe, {@code probe.NAME}.
 *
 * @param run arguments of the run that trains the head, as for {@code run}, without an encoder; at
 *     least a data set and a decoder
 * @param everyEpochs epochs between two probes; null if iterations are counted
 * @param everyIterations iterations between two probes, or null
 * @param seed seed of the head, its sample order and its crops
 */
public record ProbeConfig(
    List<String> run,
    @Range(min = 1) @Nullable Integer everyEpochs,
    @Range(min = 1) @Nullable Integer everyIterations,
    @Default("0") long seed) {
  public ProbeConfig {
    run = List.copyOf(run);
    if ((everyEpochs == null) == (everyIterations == null)) {
      throw new IllegalArgumentException(
          "a probe has either every_epochs or every_iterations, and the other one is null");
    }
  }

  /**
   * Whether a probe follows the given number of finished iterations: before the first one, after
   * each interval, and after the last one.
   *
   * @param perEpoch iterations of an epoch
   * @param all iterations of the whole run
   */
  boolean isDue(int iteration, int perEpoch, int all) {
    long interval =
        everyIterations == null
            ? (long) (everyEpochs == null ? 1 : everyEpochs) * perEpoch
            : everyIterations;
    return iteration == all || iteration % interval == 0;
  }
}
