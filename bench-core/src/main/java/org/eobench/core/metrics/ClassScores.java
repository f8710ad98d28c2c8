package org.eobench.core.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scores of one class, each a fraction in {@code [0,1]}.
 *
 * <p>A class without scores (see {@link AbsentClass}) has {@code scored} false and NaN for each
 * score. For a class with scores, a fraction with denominator 0 is 0, such as the precision of a
 * class that is never predicted.
 *
 * @param index label value
 * @param name class name
 * @param scored whether the class is included in the means
 * @param iou intersection over union, the Jaccard index: TP / (TP + FP + FN)
 * @param f1 harmonic mean of precision and recall, the Dice coefficient: 2 TP / (2 TP + FP + FN)
 * @param precision share of the predictions of the class that are correct: TP / (TP + FP). Pangaea
 *     prints this as "Recall"
 * @param recall share of the class that was found: TP / (TP + FN). Pangaea prints this as
 *     "Precision"
 * @param counts counts in pixels or images
 */
public record ClassScores(
    int index,
    String name,
    boolean scored,
    double iou,
    double f1,
    double precision,
    double recall,
    ClassCounts counts) {

  public static ClassScores of(int index, String name, ClassCounts counts, MetricRules rules) {
    boolean scored =
        switch (rules.absentClass()) {
          case SKIP -> counts.actual() > 0;
          case SKIP_UNPREDICTED -> counts.actual() + counts.predicted() > 0;
          case ZERO -> true;
        };
    if (!scored) {
      double none = Double.NaN;
      return new ClassScores(index, name, false, none, none, none, none, counts);
    }
    double epsilon = rules.epsilon();
    return new ClassScores(
        index,
        name,
        true,
        counts.iou(epsilon),
        counts.f1(epsilon),
        counts.precision(epsilon),
        counts.recall(epsilon),
        counts);
  }

  /**
   * The scores of each class of a matrix in label order, without the class whose label is the
   * ignore index.
   *
   * @param names one for each class of the matrix
   */
  public static List<ClassScores> of(
      ConfusionMatrix matrix, List<String> names, MetricRules rules) {
    if (names.size() != matrix.classes()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d class names for a matrix of %d classes",
              names.size(),
              matrix.classes()));
    }
    List<ClassScores> scores = new ArrayList<>();
    for (int klass = 0; klass < matrix.classes(); klass++) {
      if (klass != matrix.ignoreIndex()) {
        scores.add(of(klass, names.get(klass), ClassCounts.of(matrix, klass), rules));
      }
    }
    return scores;
  }

  /** Mean recall over the classes that occur in the targets; NaN if there is none. */
  public static double meanAccuracy(List<ClassScores> classes) {
    return classes.stream()
        .filter(klass -> klass.actual() > 0)
        .mapToDouble(ClassScores::recall)
        .average()
        .orElse(Double.NaN);
  }

  /** Pixels or images of the class in the targets. */
  public long actual() {
    return counts.actual();
  }

  /** Pixels or images predicted as the class, among those with a valid target. */
  public long predicted() {
    return counts.predicted();
  }

  /** The scores of each class by name, as written to {@code metrics.jsonl}. */
  public static Map<String, Object> details(List<ClassScores> classes) {
    Map<String, Object> details = new LinkedHashMap<>();
    for (ClassScores c : classes) {
      Map<String, Object> scores = new LinkedHashMap<>();
      scores.put("iou", c.iou());
      scores.put("f1", c.f1());
      scores.put("precision", c.precision());
      scores.put("recall", c.recall());
      details.put(c.name(), scores);
    }
    return details;
  }

  /**
   * The remark below a table about the classes that are in no target; none if all classes occur.
   */
  public static List<String> remarks(List<ClassScores> classes) {
    List<String> remarks = new ArrayList<>();
    List<String> out = absent(classes.stream().filter(of -> !of.scored()).toList());
    List<String> zero = absent(classes.stream().filter(ClassScores::scored).toList());
    if (!out.isEmpty()) {
      remarks.add(
          "Not in this split, and excluded from the means: " + String.join(", ", out) + ".");
    }
    if (!zero.isEmpty()) {
      remarks.add("Not in this split, and counted as 0: " + String.join(", ", zero) + ".");
    }
    return remarks;
  }

  /** Names of the classes that are in no target, in label order. */
  public static List<String> absent(List<ClassScores> classes) {
    return classes.stream().filter(of -> of.actual() == 0).map(ClassScores::name).toList();
  }
}
