package org.eobench.pretrain.method;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The numbers of a step, copied from the device once.
 *
 * @param terms the terms of the loss by name, summed over the parts of the step
 * @param norms the norm of the gradients of each part of the model
 */
public record StepValues(Map<String, Double> terms, Map<String, Double> norms) {

  /**
   * Reads the numbers.
   *
   * @param names names of the terms
   * @param terms the terms of each part of the step, {@code [terms]} each, already multiplied by
   *     its share of the step
   * @param parts names of the parts of the model
   * @param norms scalars
   */
  public static StepValues read(
      List<String> names, NDList terms, List<String> parts, NDList norms) {
    NDList all = new NDList(terms);
    norms.forEach(norm -> all.add(norm.reshape(1)));
    float[] values = NDArrays.concat(all).toFloatArray();
    Map<String, Double> sums = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      double sum = 0;
      for (int part = 0; part < terms.size(); part++) {
        sum += values[part * names.size() + i];
      }
      sums.put(names.get(i), sum);
    }
    Map<String, Double> found = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      found.put(parts.get(i), (double) values[terms.size() * names.size() + i]);
    }
    return new StepValues(sums, found);
  }

  /** The sum of the terms. */
  public double loss() {
    return terms.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Whether loss and gradients are finite, so that the weights can be updated. */
  public boolean isFinite() {
    return Double.isFinite(loss()) && norms.values().stream().allMatch(Double::isFinite);
  }

  /**
   * The error of a step that is not finite.
   *
   * @param iteration number of finished steps
   */
  public BenchException notFinite(int iteration) {
    return new BenchException(
        ExitCode.FAILURE,
        Problem.of(
                "LossNotFinite",
                String.format(
                    Locale.ROOT,
                    "the loss became %s, with gradients of the norms %s",
                    loss(),
                    norms))
            .at(String.format(Locale.ROOT, "step %d, terms %s", iteration + 1, terms))
            .expecting("finite numbers; the weights of the previous step are intact")
            .next(
                "lower `method.optim.lr`, or check the data for damaged values: `java -jar"
                    + " bench.jar check` with the same data set"));
  }

  /** The report of the step. */
  public StepReport report(Map<String, Double> schedules) {
    return new StepReport(loss(), terms, schedules, norms);
  }
}
