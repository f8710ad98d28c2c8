package org.eobench.cli.search;

import java.util.List;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;

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
}
