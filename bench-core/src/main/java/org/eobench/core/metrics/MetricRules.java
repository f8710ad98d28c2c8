package org.eobench.core.metrics;

/**
 * The options in the definitions of metrics in which benchmarks differ.
 *
 * @param absentClass treatment of a class that is in no target
 * @param epsilon term added to the denominator of every fraction: 0 in the plain definition, 1e-6
 *     in Pangaea, which adds it to counts of pixels, and for F1 to percentages
 * @param mseAverage the averaging of the mean squared error
 * @param topK K of the top-K accuracy
 */
public record MetricRules(
    AbsentClass absentClass, double epsilon, MseAverage mseAverage, int topK) {
  /** K of the top-K accuracy of ImageNet. */
  public static final int TOP_K = 5;

  /** Plain definitions over the classes that occur. */
  public static final MetricRules PLAIN = new MetricRules(AbsentClass.SKIP, 0);

  /** The definitions of the numbers in Pangaea's papers. */
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

  /** Rules for classes; errors are averaged over pixels. */
  public MetricRules(AbsentClass absentClass, double epsilon) {
    this(absentClass, epsilon, MseAverage.PIXELS, TOP_K);
  }
}
