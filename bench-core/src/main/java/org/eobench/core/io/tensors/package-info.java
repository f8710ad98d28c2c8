/**
 * Tensor files: safetensors, PyTorch checkpoints, {@code .npy} and {@code .npz}. {@link
 * org.eobench.core.io.tensors.TensorFile} opens checkpoints of any format. Pickles are read by an
 * interpreter that knows only tensors and plain containers and never runs code.
 *
 * <pre>{@code
 * try (TensorFile file = TensorFile.open(path)) {
 *   float[] bias = file.floats("head.bias");
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io.tensors;
