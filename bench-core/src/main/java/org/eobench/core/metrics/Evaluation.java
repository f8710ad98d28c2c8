package org.eobench.core.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Counts the samples of a split, batch by batch, and scores them.
 *
 * @param <S> one sample: a model's prediction and its target
 */
public final class Evaluation<S> {
  private final Scored<S, ?, ?> main;
  private final ChosenMetrics metrics;
  private final MetricContext context;
  private final List<Counter<S, ?, ?>> counters = new ArrayList<>();
  private final List<SampleCounts> samples = new ArrayList<>();

  /**
   * @param scoring scoring of a task
   * @param metrics metrics of that task
   * @throws IllegalArgumentException if a metric requires another type of samples
   */
  public Evaluation(Scoring<S, ?, ?> scoring, ChosenMetrics metrics, MetricContext context) {
    this.main = new Scored<>(scoring, context);
    this.metrics = metrics;
    this.context = context;
    counters.add(main.counter);
    for (Metric<?> metric : metrics.computed()) {
      if (counters.stream().noneMatch(counter -> counter.counting.equals(metric.counting()))) {
        counters.add(counter(scoring.counting().sample(), metric));
      }
    }
  }

  @SuppressWarnings("unchecked") // the type of the samples is checked
  private Counter<S, ?, ?> counter(Class<S> sample, Metric<?> metric) {
    if (!metric.counting().sample().equals(sample)) {
      throw new IllegalArgumentException(
          metric.key() + " is of " + metric.counting().sample() + ", not of " + sample);
    }
    return new Counter<>((Counting<S, ?, ?>) metric.counting(), context);
  }

  /**
   * Counts one batch.
   *
   * @param ids ids of the samples
   */
  public void add(List<String> ids, List<? extends S> batch) {
    List<Map<Counting<?, ?, ?>, Counts<?, ?>>> counts = new ArrayList<>();
    ids.forEach(id -> counts.add(new HashMap<>()));
    counters.forEach(counter -> counter.add(batch, counts));
    for (int i = 0; i < ids.size(); i++) {
      samples.add(new SampleCounts(ids.get(i), counts.get(i)));
    }
  }

  /**
   * Computes the scores from the counts.
   *
   * @param place origin of the samples, for error messages
   * @throws BenchException {@code NothingToScore} if there is no valid target
   */
  public Scores scores(String place) {
    main.requireTarget(samples.size(), place);
    Map<Counting<?, ?, ?>, Object> results = new HashMap<>();
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Counter<S, ?, ?> counter : counters) {
      counter.score(metrics.computed(), results, values, fields);
    }
    ScoreSheet sheet = main.sheet(metrics, results);
    return new Scores(values, fields, main.constant(metrics), sheet, samples, results);
  }

  /** The counts of one counting. */
  private static final class Counter<S, C extends Counts<S, C>, R> {
    private final Counting<S, C, R> counting;
    private final MetricContext context;
    private final C total;

    Counter(Counting<S, C, R> counting, MetricContext context) {
      this.counting = counting;
      this.context = context;
      this.total = counting.empty().apply(context);
    }

    void add(List<? extends S> batch, List<Map<Counting<?, ?, ?>, Counts<?, ?>>> counts) {
      List<C> own = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        C one = counting.empty().apply(context);
        one.count(batch.get(i));
        own.add(one);
        counts.get(i).put(counting, one);
      }
      total.addBatch(own);
    }

    void score(
        List<Metric<?>> metrics,
        Map<Counting<?, ?, ?>, Object> results,
        Map<String, Double> values,
        Map<String, Object> fields) {
      R scores = counting.scores().apply(total, context);
      results.put(counting, scores);
      for (Metric<?> metric : metrics) {
        if (metric.counting().equals(counting)) {
          double value = metric.value(results);
          values.put(metric.key(), value);
          fields.put(metric.key(), value);
        }
      }
      fields.putAll(counting.details().apply(scores));
    }
  }

  /** The counting that produces the rows of the table. */
  private static final class Scored<S, C extends Counts<S, C>, R> {
    private final Scoring<S, C, R> scoring;
    private final MetricContext context;
    private final Counter<S, C, R> counter;

    Scored(Scoring<S, C, R> scoring, MetricContext context) {
      this.scoring = scoring;
      this.context = context;
      this.counter = new Counter<>(scoring.counting(), context);
    }

    void requireTarget(int samples, String place) {
      Optional<Problem> problem = scoring.nothingCounts(counter.total, samples, context);
      if (problem.isPresent()) {
        throw new BenchException(ExitCode.DATA, problem.get().at(place));
      }
    }

    Map<String, Double> constant(ChosenMetrics metrics) {
      Constant<R> constant = scoring.constant(counter.total, context);
      Map<Counting<?, ?, ?>, Object> same = Map.of(counter.counting, constant.scores());
      Map<String, Double> values = new LinkedHashMap<>();
      for (Metric<?> metric : metrics.computed()) {
        if (metric.counting().equals(counter.counting)) {
          values.put(metric.key(), metric.value(same));
        }
      }
      return values;
    }

    ScoreSheet sheet(ChosenMetrics metrics, Map<Counting<?, ?, ?>, Object> results) {
      Constant<R> constant = scoring.constant(counter.total, context);
      Map<Counting<?, ?, ?>, Object> same = Map.of(counter.counting, constant.scores());
      Map<String, ScoreColumn> columns = new LinkedHashMap<>();
      List<ScoreColumn> constants = new ArrayList<>();
      List<String> sentences = new ArrayList<>();
      for (Metric<?> metric : metrics.shown()) {
        String sentence = metric.sentence(results);
        if (sentence != null) {
          sentences.add(sentence);
          continue;
        }
        ScoreColumn column = metric.column(results);
        if (columns.putIfAbsent(column.name(), column) == null) {
          constants.add(
              metric.counting().equals(counter.counting)
                  ? metric.column(same)
                  : ScoreColumn.of(column.name(), column.unit(), Double.NaN));
        }
      }
      SheetRows rows = new SheetRows(List.copyOf(columns.values()), constants, sentences);
      @SuppressWarnings("unchecked") // as the counter put it there
      R scores = (R) Objects.requireNonNull(results.get(counter.counting));
      return scoring.sheet(scores, constant.name(), rows, context);
    }
  }
}
