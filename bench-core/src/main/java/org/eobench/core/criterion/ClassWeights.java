package org.eobench.core.criterion;

import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** The weight of each class in a loss. */
final class ClassWeights {
  private ClassWeights() {}

  /**
   * Returns the given weights, or the inverse class frequencies of the training split. A class that
   * never occurs gets weight 0, which has no effect because no pixel carries it.
   *
   * @return one weight per class
   * @throws BenchException if there are neither weights nor frequencies, or their number does not
   *     match the classes
   */
  static float[] of(@Nullable List<Double> given, CriterionContext context) {
    List<Double> shares = given == null ? context.distribution().get() : List.of();
    if (given == null && shares.isEmpty()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoClassWeights", "the data set does not state the frequencies of its classes")
              .at("dataset.distribution")
              .expecting(
                  String.format(
                      Locale.ROOT, "a frequency for each of the %d classes", context.numClasses()))
              .next(
                  "set `'criterion.weights=[WEIGHTS]'`, or"
                      + " `'dataset.distribution=[FREQUENCIES]'`"));
    }
    List<Double> source = given == null ? shares : given;
    if (source.size() != context.numClasses()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "ClassWeights",
                  String.format(
                      Locale.ROOT,
                      "%d numbers for %d classes",
                      source.size(),
                      context.numClasses()))
              .at(given == null ? "dataset.distribution" : "criterion.weights")
              .expecting("one for each class, in label order"));
    }
    float[] weights = new float[source.size()];
    for (int i = 0; i < weights.length; i++) {
      double value = source.get(i);
      weights[i] = (float) (given != null ? value : value > 0 ? 1 / value : 0);
    }
    return weights;
  }
}
