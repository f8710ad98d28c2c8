package org.eobench.core.io.tensors;

/**
 * What the header of a NumPy array says.
 *
 * @param dtype element type
 * @param shape dimensions; empty for a scalar
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NpyInfo(TensorType dtype, long[] shape) {}
