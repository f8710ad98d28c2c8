package org.eobench.core.criterion;

import java.util.List;
import java.util.function.Supplier;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The inputs of a loss in addition to its config.
 *
 * @param ops operators in the run's precision
 * @param numClasses K
 * @param ignoreIndex label that is ignored
 * @param distribution class frequencies in the training split; empty if unknown. Evaluating it may
 *     read the whole split
 */
public record CriterionContext(
    TorchOps ops, int numClasses, int ignoreIndex, Supplier<List<Double>> distribution) {

  /** A context with known class frequencies, or none. */
  public CriterionContext(
      TorchOps ops, int numClasses, int ignoreIndex, List<Double> distribution) {
    this(ops, numClasses, ignoreIndex, () -> distribution);
  }
}
