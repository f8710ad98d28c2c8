/**
 * Optimizers and learning-rate schedules with PyTorch's arithmetic. An {@link
 * org.eobench.core.optim.Optimizer} updates tensors in place; an {@link
 * org.eobench.core.optim.LrSchedule} gives the learning rate of each iteration.
 *
 * <pre>{@code
 * optimizer.zeroGradients();
 * // forward and backward pass
 * optimizer.step(schedule.at(iteration));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.optim;
