package org.eobench.core.criterion;

import java.util.List;
import java.util.function.Supplier;
import org.eobench.core.nn.torch.TorchOps;

/**
 * What a loss is given besides its own config.
 *
 * @param ops operators of the run's precision
 * @param numClasses K
 * @param ignoreIndex label that does not count
 * @param distribution share of each class in the training split; asking may read all of it. Empty
 *     where unknown
 */
public record CriterionContext(
    TorchOps ops, int numClasses, int ignoreIndex, Supplier<List<Double>> distribution) {

  /** A loss for classes whose shares are known, or none. */
  public CriterionContext(
      TorchOps ops, int numClasses, int ignoreIndex, List<Double> distribution) {
    this(ops, numClasses, ignoreIndex, () -> distribution);
  }
}
