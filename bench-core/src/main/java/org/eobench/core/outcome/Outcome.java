package org.eobench.core.outcome;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.results.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * The key {@code outcome} of {@code run.json}: what a complete run found, and what it cost.
 *
 * @param facts the conditions of the scores
 * @param bestMetric key of the metric that selected the checkpoint, the first to compare runs by
 * @param scores the value of each metric on the test split; fractions in {@code [0,1]}, NaN where
 *     undefined
 * @param constant the values of the best constant prediction, for the metrics that it has
 * @param metrics direction and unit of each metric
 * @param context classes and rules of the metrics
 * @param table the scores by class
 * @param classShares share of each class among the valid targets, in label order, by split; only
 *     the splits that were read; empty for a task without classes
 * @param scoredEpoch number of finished epochs of the scored weights
 * @param validatedEpochs numbers of finished epochs at the validations, ascending; empty for a run
 *     that only tests
 * @param cost time, memory and size
 * @param samplesSha256 hash of the counts of all test samples: runs with the same one scored the
 *     same in every sample. Null if no counts were stored
 */
public record Outcome(
    RunFacts facts,
    String bestMetric,
    Map<String, Double> scores,
    Map<String, Double> constant,
    Map<String, MetricFacts> metrics,
    MetricContext context,
    ScoreSheet table,
    Map<String, List<Double>> classShares,
    int scoredEpoch,
    List<Integer> validatedEpochs,
    Cost cost,
    @Nullable String samplesSha256) {
  public Outcome {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    constant = Collections.unmodifiableMap(new LinkedHashMap<>(constant));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    validatedEpochs = List.copyOf(validatedEpochs);
    classShares = Collections.unmodifiableMap(new LinkedHashMap<>(classShares));
  }
}
