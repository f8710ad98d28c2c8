package org.eobench.core.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number that measures the quality of predictions. It is declared once, in the Guice module of a
 * task or of a plug-in. It can then be listed in {@code task.evaluator.metrics} and be {@code
 * task.trainer.best_metric_key}:
 *
 * <pre>{@code
 * metric(Metric.higher("kappa", Metric.Unit.NONE, SegmentationMetrics.COUNTING, Kappa::of));
 * }</pre>
 *
 * <p>A table shows it in its own column, unless {@link #in}, {@link #sentence} or {@link #logged}
 * changes that.
 *
 * @param <R> type of the scores from which it is computed
 */
public final class Metric<R> {
  /** Which of two values is better. */
  public enum Better {
    HIGHER,
    LOWER,
    /** The one nearer to 0, for example for a bias. */
    NEARER_TO_ZERO;

    /** A value on a scale on which a larger number is better; NaN stays NaN. */
    public double ascending(double value) {
      return switch (this) {
        case HIGHER -> value;
        case LOWER -> -value;
        case NEARER_TO_ZERO -> -Math.abs(value);
      };
    }

    /** Whether one value is better than another; any number is better than NaN. */
    public boolean isBetter(double value, double other) {
      return Double.isNaN(other) ? !Double.isNaN(value) : ascending(value) > ascending(other);
    }
  }

  /** The unit of the values. */
  public enum Unit {
    /** A fraction in {@code [0,1]}; tables show percent. */
    FRACTION,
    /** The unit of the measured quantity. */
    QUANTITY,
    /** A plain number. */
    NONE
  }

  private enum Use {
    SHOWN,
    LOGGED,
    ON_REQUEST
  }

  private static final double PERCENT = 100;

  private final String key;
  private final Better better;
  private final Unit unit;
  private final Counting<?, ?, R> counting;
  private final ToDoubleFunction<R> value;
  private final Function<R, ScoreColumn> column;
  private final @Nullable Function<R, String> sentence;
  private final Use use;

  private Metric(
      String key,
      Better better,
      Unit unit,
      Counting<?, ?, R> counting,
      ToDoubleFunction<R> value,
      Function<R, ScoreColumn> column,
      @Nullable Function<R, String> sentence,
      Use use) {
    this.key = key;
    this.better = better;
    this.unit = unit;
    this.counting = counting;
    this.value = value;
    this.column = column;
    this.sentence = sentence;
    this.use = use;
  }

  /**
   * Creates a metric.
   *
   * @param key its name in configurations and in {@code metrics.jsonl}, unique among the metrics of
   *     a task
   * @param counting counting of its scores
   * @param value computes it from the scores of the counting
   */
  public static <R> Metric<R> of(
      String key, Better better, Unit unit, Counting<?, ?, R> counting, ToDoubleFunction<R> value) {
    Function<R, ScoreColumn> own =
        scores -> ScoreColumn.of(key.replace('_', ' '), unit, value.applyAsDouble(scores));
    return new Metric<>(key, better, unit, counting, value, own, null, Use.SHOWN);
  }

  /** A metric whose highest value is the best; see {@link #of}. */
  public static <R> Metric<R> higher(
      String key, Unit unit, Counting<?, ?, R> counting, ToDoubleFunction<R> value) {
    return of(key, Better.HIGHER, unit, counting, value);
  }

  /** A metric whose lowest value is the best; see {@link #of}. */
  public static <R> Metric<R> lower(
      String key, Unit unit, Counting<?, ?, R> counting, ToDoubleFunction<R> value) {
    return of(key, Better.LOWER, unit, counting, value);
  }

  /** The same metric in a column with values for each class, which several metrics can share. */
  public Metric<R> in(Function<R, ScoreColumn> shared) {
    return new Metric<>(key, better, unit, counting, value, shared, sentence, use);
  }

  /** The same metric in the sentence below the table, such as {@code overall accuracy 92.59}. */
  public Metric<R> sentence(Function<R, String> text) {
    return new Metric<>(key, better, unit, counting, value, column, text, use);
  }

  /**
   * The same metric, which is always computed and logged, but which a table shows only if {@code
   * task.evaluator.metrics} lists it.
   */
  public Metric<R> logged() {
    return new Metric<>(key, better, unit, counting, value, column, sentence, Use.LOGGED);
  }

  /** The same metric, which is computed only on request because it is slow. */
  public Metric<R> onRequest() {
    return new Metric<>(key, better, unit, counting, value, column, sentence, Use.ON_REQUEST);
  }

  /** Its name in configurations and in {@code metrics.jsonl}. */
  public String key() {
    return key;
  }

  public Better better() {
    return better;
  }

  public Unit unit() {
    return unit;
  }

  /** The counting of its scores. */
  public Counting<?, ?, R> counting() {
    return counting;
  }

  /** Whether it is computed by default. */
  public boolean isUsual() {
    return use != Use.ON_REQUEST;
  }

  boolean isOnlyLogged() {
    return use == Use.LOGGED;
  }

  /** Whether one value is better than another; any number is better than NaN. */
  public boolean isBetter(double value, double other) {
    return better.isBetter(value, other);
  }

  /** The metric with a value, for people, such as {@code mIoU 82.81}. */
  public String text(double value) {
    String number =
        unit == Unit.FRACTION
            ? String.format(Locale.ROOT, "%.2f", PERCENT * value)
            : String.format(Locale.ROOT, "%.4g", value);
    return key.replace('_', ' ') + " " + number;
  }

  /**
   * Its value.
   *
   * @param results scores by counting, with those of {@link #counting}
   */
  public double value(Map<Counting<?, ?, ?>, Object> results) {
    return value.applyAsDouble(own(results));
  }

  ScoreColumn column(Map<Counting<?, ?, ?>, Object> results) {
    return column.apply(own(results));
  }

  /** Null if the metric has a column. */
  @Nullable String sentence(Map<Counting<?, ?, ?>, Object> results) {
    return sentence == null ? null : sentence.apply(own(results));
  }

  @SuppressWarnings("unchecked") // a counting is only ever mapped to scores of its own
  private R own(Map<Counting<?, ?, ?>, Object> results) {
    return (R) Objects.requireNonNull(results.get(counting), key);
  }

  @Override
  public String toString() {
    return key;
  }
}
