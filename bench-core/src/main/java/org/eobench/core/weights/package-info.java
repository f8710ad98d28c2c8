/**
 * Gives the tensors of a model their values: first ones from a seed, or those of a checkpoint.
 * Loading is strict: an encoder's {@link org.eobench.core.weights.CheckpointLayout} says which
 * tensors a file may lack, which it may have besides, and which may be fitted to another shape;
 * everything else that does not match is one error that lists all of it.
 *
 * <pre>{@code
 * try (TensorFile file = TensorFile.open(path)) {
 *   LoadReport report = Weights.load(encoder.tensors(), file, encoder.checkpointLayout(), manager);
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.weights;


