package org.eobench.core.run;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.dataset.Split;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.Scores;
import org.eobench.core.nn.Parameter;
import org.eobench.core.outcome.ClassShares;
import org.eobench.core.outcome.Cost;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.outcome.ResidentMemory;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.results.RunResult;
import org.eobench.core.results.Timings;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.train.MetricLog;

/** Gathers, while a run trains and tests, what it leaves for comparisons. */
final class Outcomes {
  private static final double NANOS = 1e9;
  private static final double MIB = 1 << 20;

  private final Plan plan;
  private final RunSetup setup;
  private final Map<Split, ClassShares> shares = new EnumMap<>(Split.class);
  private final Map<Split, AssumedFacts> assumed = new EnumMap<>(Split.class);
  private final Map<String, Footprint> places = new HashMap<>();

  Outcomes(Plan plan, RunSetup setup) {
    this.plan = plan;
    this.setup = setup;
  }

  /**
   * Watches the batches of a split.
   *
   * @param loader gives all its samples in an epoch, or all complete batches
   */
  void watch(DataLoader loader, Split split, int batchSize) {
    int used = Math.min(loader.samples().size(), loader.batches() * batchSize);
    ClassShares counted =
        shares.computeIfAbsent(split, any -> new ClassShares(setup.dataset().spec(), used));
    AssumedFacts facts = assumed.computeIfAbsent(split, any -> new AssumedFacts(used));
    loader.observe(
        batch -> {
          counted.add(batch.targets());
          facts.add(batch.acquisitions(), setup.model().encoder());
          if (split == Split.TEST) {
            place(batch);
          }
        });
  }

  /**
   * What the encoder takes in place of facts that samples lack, as sentences with the number of
   * samples.
   */
  List<String> assumptions() {
    return AssumedFacts.sentences(assumed.values());
  }

  private void place(Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      Footprint ground = batch.acquisitions().get(i).footprint();
      if (ground != null) {
        places.put(batch.refs().get(i).id(), ground);
      }
    }
  }

  private MetricContext context() {
    return plan.task().context(setup.dataset().spec());
  }

  /** The counts of the test samples. */
  TestSamples samples(Scores scores) {
    return TestSamples.of(scores.samples(), places, plan.metrics().computed(), context());
  }

  /**
   * The outcome.
   *
   * @param scoredEpoch number of finished epochs of the scored weights
   * @param log the metric log of the run
   */
  Outcome of(RunResult result, TestSamples samples, int scoredEpoch, Path log) {
    Map<String, MetricFacts> metrics = new LinkedHashMap<>();
    for (Metric<?> metric : plan.metrics().computed()) {
      metrics.put(metric.key(), new MetricFacts(metric.better(), metric.unit()));
    }
    Map<String, List<Double>> classShares = new LinkedHashMap<>();
    shares.forEach(
        (split, counted) -> {
          if (!counted.shares().isEmpty()) {
            classShares.put(split.key(), counted.shares());
          }
        });
    Scores scores = result.scores();
    return new Outcome(
        result.facts(),
        plan.metrics().best().key(),
        scores.values(),
        scores.constant(),
        metrics,
        context(),
        scores.sheet(),
        classShares,
        scoredEpoch,
        MetricLog.validatedEpochs(log),
        cost(result),
        samples.sha256().orElse(null));
  }

  private Cost cost(RunResult result) {
    long all = 0;
    long trained = 0;
    for (Parameter tensor : setup.model().tensors().values()) {
      if (!tensor.isBuffer()) {
        all += tensor.array().size();
        trained += tensor.trainable() ? tensor.array().size() : 0;
      }
    }
    Timings timings = result.timings();
    double test = timings.test().toNanos() / NANOS;
    OptionalLong peak = ResidentMemory.peak();
    OptionalLong products = MultiplyAdds.ofTestImage(plan, setup);
    return new Cost(
        all,
        trained,
        products.isPresent() ? products.getAsLong() : null,
        timings.preparation().toNanos() / NANOS,
        timings.training().toNanos() / NANOS,
        test,
        result.facts().samples() / test,
        peak.isPresent() ? peak.getAsLong() / MIB : null);
  }
}
