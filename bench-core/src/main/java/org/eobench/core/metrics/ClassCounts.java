package org.eobench.core.metrics;

/**
 * The counts of a class in pixels or images: correct, true and predicted. An epsilon is added to
 * the denominator of every fraction; a fraction with denominator 0 is 0.
 *
 * @param hits true positives
 * @param actual pixels or images of the class
 * @param predicted pixels or images predicted as the class
 */
public record ClassCounts(long hits, long actual, long predicted) {
  public static final ClassCounts NONE = new ClassCounts(0, 0, 0);

  public static ClassCounts of(ConfusionMatrix matrix, int klass) {
    return new ClassCounts(
        matrix.count(klass, klass), matrix.actual(klass), matrix.predicted(klass));
  }

  public ClassCounts plus(ClassCounts other) {
    return new ClassCounts(hits + other.hits, actual + other.actual, predicted + other.predicted);
  }

  /** Intersection over union: TP / (TP + FP + FN). */
  public double iou(double epsilon) {
    return fraction(hits, actual + predicted - hits, epsilon);
  }

  /** TP / (TP + FP). */
  public double precision(double epsilon) {
    return fraction(hits, predicted, epsilon);
  }

  /** TP / (TP + FN). */
  public double recall(double epsilon) {
    return fraction(hits, actual, epsilon);
  }

  /** Harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN). */
  public double f1(double epsilon) {
    double precision = precision(epsilon);
    double recall = recall(epsilon);
    // Pangaea adds its epsilon to percentages here, so its effect is a hundredth.
    return fraction(2 * precision * recall, precision + recall, epsilon / 100);
  }

  public static double fraction(double part, double whole, double epsilon) {
    double denominator = whole + epsilon;
    return denominator == 0 ? 0 : part / denominator;
  }
}
