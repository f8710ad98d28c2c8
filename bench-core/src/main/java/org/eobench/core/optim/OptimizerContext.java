package org.eobench.core.optim;

import java.util.Map;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The inputs of an optimizer in addition to its config.
 *
 * @param ops operators in the run's precision
 * @param tensors the model's tensors by name; only those that are trainable now are trained
 * @param lrFactors factors of the learning rate by tensor; tensors that are not named have 1
 */
public record OptimizerContext(
    TorchOps ops, Map<String, Parameter> tensors, Map<String, Double> lrFactors) {

  /** A context in which all tensors have the same learning rate. */
  public OptimizerContext(TorchOps ops, Map<String, Parameter> tensors) {
    this(ops, tensors, Map.of());
  }
}
