package org.eobench.core.metrics;

/**
 * The choices in the definition of a metric on which benchmarks differ.
 *
 * @param absentClass what becomes of a class that is in no target
 * @param epsilon added to every denominator of a fraction; 0 for the plain definition, 1e-6 for
 *     Pangaea's (which adds it to counts of pixels, and in F1 to percentages)
 * @param mseAverage what the mean squared error is the mean of
 * @param topK K of the top-K accuracy
 */
public record MetricRules(
    AbsentClass absentClass, double epsilon, MseAverage mseAverage, int topK) {
  /** K of the top-K accuracy of ImageNet. */
  public static final int TOP_K = 5;

  /** Plain definitions over the classes that occur. */
  public static final MetricRules PLAIN = new MetricRules(AbsentClass.SKIP, 0);

  /** The definitions behind the numbers in Pangaea's papers. */
  public static final MetricRules PANGAEA =
      new MetricRules(AbsentClass.ZERO, 1e-6, MseAverage.BATCHES, TOP_K);

  public MetricRules {
    if (!(epsilon >= 0)) {
      throw new IllegalArgumentException("epsilon must not be negative, got " + epsilon);
    }
    if (topK < 1) {
      throw new IllegalArgumentException("top-K accuracy needs K of at least 1, got " + topK);
    }
  }

  /** Rules for classes; values are averaged over pixels. */
  public MetricRules(AbsentClass absentClass, double epsilon) {
    this(absentClass, epsilon, MseAverage.PIXELS, TOP_K);
  }
}
