package org.eobench.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The epochs after which the trials of a batch are compared, by successive halving: K. Jamieson, A.
 * Talwalkar: Non-stochastic Best Arm Identification and Hyperparameter Optimization, AISTATS 2016.
 * A trial that goes on continues from its checkpoint, so that no epoch is trained twice.
 */
final class Rungs {
  private Rungs() {}

  /**
   * The epochs of each rung; the last is the whole training.
   *
   * @param epochs epochs of the whole training
   * @param interval epochs between two validations
   * @throws BenchException if the validations are too rare for so many rungs
   */
  static List<Integer> epochs(SearchConfig config, int epochs, int interval) {
    List<Integer> rungs = new ArrayList<>();
    for (int rung = 0; rung < config.rungs() - 1; rung++) {
      double share = Math.pow(config.factor(), rung + 1 - config.rungs());
      int intervals = Math.max(1, (int) Math.ceil(epochs * share / interval));
      int at = intervals * interval;
      if (at >= epochs || (!rungs.isEmpty() && at <= rungs.get(rungs.size() - 1))) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "TooManyRungs",
                    String.format(
                        Locale.ROOT,
                        "%d rungs with factor %d do not fit into %d epochs with a validation after"
                            + " every %d",
                        config.rungs(),
                        config.factor(),
                        epochs,
                        interval))
                .at("search.rungs=" + config.rungs())
                .expecting("rungs at different validations before the last epoch")
                .next(
                    "validate more often with `task.trainer.eval_interval=1`, or compare less often"
                        + " with `search.rungs=1`"));
      }
      rungs.add(at);
    }
    rungs.add(epochs);
    return rungs;
  }
}
