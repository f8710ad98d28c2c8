/**
 * Initializes the tensors of a model from a seed or loads them from a checkpoint. Loading is
 * strict: an encoder's {@link org.eobench.core.weights.CheckpointLayout} defines which tensors a
 * file may lack, which extra ones it may have, and which can be adapted to another shape. All other
 * mismatches are reported in one error.
 *
 * <pre>{@code
 * try (TensorFile file = TensorFile.open(path)) {
 *   LoadReport report = Weights.load(encoder.tensors(), file, encoder.checkpointLayout(), manager);
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.weights;
