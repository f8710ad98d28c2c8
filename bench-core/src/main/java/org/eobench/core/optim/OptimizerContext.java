package org.eobench.core.optim;

import java.util.Map;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * What an optimizer is given besides its own config.
 *
 * @param ops operators of the run's precision
 * @param tensors the model's tensors by name; only those trainable now are trained
 */
public record OptimizerContext(TorchOps ops, Map<String, Parameter> tensors) {}
