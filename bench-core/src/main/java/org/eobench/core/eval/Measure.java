package org.eobench.core.eval;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eobench.core.dataset.TaskKind;

/**
 * One number by which a model is judged, and by which a checkpoint can be the best one.
 *
 * @param key its name in {@code best_metric_key} and in {@code metrics.jsonl}
 * @param higherIsBetter whether models are ordered by its highest value, and not by its lowest
 * @param fraction whether it lies in {@code [0,1]} and is told to people in percent
 */
public record Measure(String key, boolean higherIsBetter, boolean fraction) {
  private static final double PERCENT = 100;

  private static final List<Measure> SEGMENTATION =
      shares(
          "mIoU",
          "mF1",
          "overall_accuracy",
          "mPrecision",
          "mRecall",
          "mean_class_accuracy",
          "micro_IoU",
          "micro_F1",
          "frequency_weighted_IoU",
          "frequency_weighted_F1");
  private static final List<Measure> CLASSIFICATION =
      shares("accuracy", "F1", "mean_class_accuracy", "precision", "recall", "top_k_accuracy");
  private static final List<Measure> MULTI_LABEL_CLASSIFICATION =
      shares(
          "mAP",
          "F1",
          "accuracy",
          "precision",
          "recall",
          "macro_F1",
          "macro_precision",
          "macro_recall",
          "micro_AP");
  private static final List<Measure> REGRESSION =
      List.of(
          new Measure("RMSE", false, false),
          new Measure("MAE", false, false),
          new Measure("R2", true, false),
          new Measure("MSE", false, false));

  private static List<Measure> shares(String... keys) {
    return List.of(keys).stream().map(key -> new Measure(key, true, true)).toList();
  }

  /** The measures of a task, the ones that are told first coming first. */
  public static List<Measure> of(TaskKind task) {
    return switch (task) {
      case SEGMENTATION, CHANGE_DETECTION -> SEGMENTATION;
      case REGRESSION -> REGRESSION;
      case CLASSIFICATION -> CLASSIFICATION;
      case MULTI_LABEL_CLASSIFICATION -> MULTI_LABEL_CLASSIFICATION;
    };
  }

  /** The names of all measures of a task. */
  public static List<String> keys(TaskKind task) {
    return of(task).stream().map(Measure::key).toList();
  }

  /** The measure of a task with this name, if there is one. */
  public static Optional<Measure> of(TaskKind task, String key) {
    return of(task).stream().filter(measure -> measure.key.equals(key)).findFirst();
  }

  /** Whether one value is better than another; any number is better than NaN. */
  public boolean isBetter(double value, double other) {
    if (Double.isNaN(value) || Double.isNaN(other)) {
      return !Double.isNaN(value);
    }
    return higherIsBetter ? value > other : value < other;
  }

  /** The measure with a value, for people: {@code mIoU 82.81}. */
  public String text(double value) {
    String number =
        fraction
            ? String.format(Locale.ROOT, "%.2f", PERCENT * value)
            : String.format(Locale.ROOT, "%.4g", value);
    return key.replace('_', ' ') + " " + number;
  }
}
