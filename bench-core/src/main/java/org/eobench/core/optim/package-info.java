/**
 * Optimizers with PyTorch's arithmetic. An {@link org.eobench.core.optim.Optimizer} updates tensors
 * in place; groups of tensors may have learning rates and weight decays of their own, and rates may
 * fall from the last block of an encoder to its first.
 *
 * <pre>{@code
 * optimizer.dropGradients();
 * // forward and backward pass
 * optimizer.step(learningRate);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.optim;
