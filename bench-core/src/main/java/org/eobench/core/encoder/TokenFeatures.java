package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;

/**
 * The normalised output tokens of a {@link TokenEncoder}; registers are left out.
 *
 * @param cls class token of each image, {@code [B,D]}
 * @param patches patch tokens, {@code [B,N,D]}
 */
public record TokenFeatures(NDArray cls, NDArray patches) {}
