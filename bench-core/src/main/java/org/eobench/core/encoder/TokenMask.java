package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;

/**
 * The masked patches of a batch and what replaces their embeddings.
 *
 * @param masked bool {@code [B,N]}
 * @param token the learned replacement, {@code [1,D]}, which gradients reach
 */
public record TokenMask(NDArray masked, NDArray token) {}
