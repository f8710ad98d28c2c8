package org.eobench.report.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.results.RunFacts;
import org.jspecify.annotations.Nullable;

/** Outcomes of runs with something changed that a rule looks for. */
final class EditedOutcomes {
  private EditedOutcomes() {}

  static Outcome scored(Outcome of, double score, @Nullable String sha256) {
    Map<String, Double> scores = new LinkedHashMap<>(of.scores());
    scores.put(of.bestMetric(), score);
    return new Outcome(
        of.facts(),
        of.bestMetric(),
        scores,
        of.constant(),
        of.metrics(),
        of.context(),
        of.table(),
        of.classShares(),
        of.scoredEpoch(),
        of.validatedEpochs(),
        of.cost(),
        sha256);
  }

  static Outcome trained(
      Outcome of, Map<String, List<Double>> shares, int epoch, List<Integer> validated) {
    return new Outcome(
        of.facts(),
        of.bestMetric(),
        of.scores(),
        of.constant(),
        of.metrics(),
        of.context(),
        of.table(),
        shares,
        epoch,
        validated,
        of.cost(),
        of.samplesSha256());
  }

  static Outcome under(Outcome of, String dataset, String filled, List<String> warnings) {
    RunFacts facts = of.facts();
    RunFacts other =
        new RunFacts(
            facts.run(),
            dataset,
            facts.datasetVersion(),
            facts.task(),
            facts.split(),
            facts.samples(),
            facts.encoder(),
            facts.weights(),
            facts.finetune(),
            facts.decoder(),
            facts.checkpoint(),
            facts.protocol(),
            facts.seed(),
            facts.numberFormat(),
            filled,
            facts.withoutData(),
            facts.batchesWithoutTarget(),
            facts.cropsPerImage(),
            facts.featureDtype(),
            facts.normalization(),
            facts.subset(),
            warnings);
    return new Outcome(
        other,
        of.bestMetric(),
        of.scores(),
        of.constant(),
        of.metrics(),
        of.context(),
        of.table(),
        of.classShares(),
        of.scoredEpoch(),
        of.validatedEpochs(),
        of.cost(),
        of.samplesSha256());
  }
}
