package org.eobench.core.optim;

import java.util.Map;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The inputs of an optimizer in addition to its config.
 *
 * @param ops operators in the run's precision
 * @param tensors the model's tensors by name; only those that are trainable now are trained
 * @param rates how single tensors are updated, by name; others as configured
 */
public record OptimizerContext(
    TorchOps ops, Map<String, Parameter> tensors, Map<String, TensorRates> rates) {

  /** A context in which all tensors are updated alike. */
  public OptimizerContext(TorchOps ops, Map<String, Parameter> tensors) {
    this(ops, tensors, Map.of());
  }
}
