package org.eobench.cli.search;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The configuration of a search, a file in {@code configs/search/}.
 *
 * @param method {@code random} or {@code tpe}
 * @param trials trials of each study
 * @param seed seed of the draws
 * @param startup trials that {@code tpe} draws at random before it learns from them
 * @param batch trials of a study that are drawn from the same earlier results
 * @param rungs how often the trials of a batch are compared; 1 is only at their end
 * @param factor at each rung but the last, one trial in so many goes on
 * @param winnerSeeds seeds with which the best trial is trained again
 * @param space the values that are searched, by key
 */
record SearchConfig(
    String method,
    @Range(min = 1, max = 1000) int trials,
    long seed,
    @Range(min = 1, max = 1000) int startup,
    @Range(min = 1, max = 256) int batch,
    @Range(min = 1, max = 10) int rungs,
    @Range(min = 2, max = 16) int factor,
    List<Long> winnerSeeds,
    ConfigNode space) {
  SearchConfig {
    winnerSeeds = List.copyOf(winnerSeeds);
    if (!List.of("random", "tpe").contains(method)) {
      throw new IllegalArgumentException("method=" + method + " must be random or tpe");
    }
    if (rungs > 1 && batch < factor) {
      throw new IllegalArgumentException(
          "batch="
              + batch
              + " must be at least factor="
              + factor
              + ", as one trial in so many goes on at each rung");
    }
  }

  /**
   * Refuses the seed of the trials as one of the repetitions: that would be the very run that was
   * selected for its score.
   *
   * @throws BenchException {@code SameSeed}
   */
  void requireOtherSeeds(long ofTrials) {
    if (winnerSeeds.contains(ofTrials)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "SameSeed",
                  String.format(
                      Locale.ROOT,
                      "the trials have the seed %d, which is also that of a repetition",
                      ofTrials))
              .at("search.winner_seeds=" + winnerSeeds)
              .expecting("other seeds, because the trial with this one is selected for its score")
              .next(
                  String.format(
                      Locale.ROOT,
                      "set `search.winner_seeds=[%d,%d,%d]`",
                      ofTrials + 1,
                      ofTrials + 2,
                      ofTrials + 3)));
    }
  }
}
