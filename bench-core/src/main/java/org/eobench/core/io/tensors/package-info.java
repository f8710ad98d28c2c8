/**
 * Tensors in files: PyTorch checkpoints, safetensors, {@code .npy} and {@code .npz}. {@link
 * org.eobench.core.io.tensors.TensorFile} opens any of them; pickles are read by an interpreter
 * that knows tensors and plain containers and runs nothing.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io.tensors;
