package org.eobench.core.optim;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.nn.TensorPattern;
import org.jspecify.annotations.Nullable;

/**
 * Tensors with a learning rate or weight decay of their own; one item of {@code optimizer.groups}.
 *
 * @param tensors pattern of their names, such as {@code encoder.*} or {@code *.bias}, where {@code
 *     *} stands for any characters
 * @param lrFactor factor of the learning rate; 0 keeps the tensors as they are
 * @param weightDecay weight decay, or null for that of the optimizer
 */
public record ParameterGroup(
    String tensors,
    @Default("1") @Range(min = 0) double lrFactor,
    @Range(min = 0) @Nullable Double weightDecay) {

  /** Whether a tensor of this name belongs to the group. */
  boolean contains(String name) {
    return new TensorPattern(tensors).matches(name);
  }
}
