package org.eobench.core.profile;

import org.jspecify.annotations.Nullable;

/**
 * The cost of an encoder with random weights on this machine's CPU.
 *
 * @param parameters number of trainable parameters
 * @param engine name and version of the engine
 * @param threads threads per operator of the engine
 * @param inputSize side of the input images in pixels
 * @param float32 time of a forward pass of one image
 * @param bfloat16 the same with bfloat16 in matrix products, attention and convolutions
 * @param batch images per pass of {@code float32Batch}
 * @param float32Batch time of a forward pass of several images, per image; null for a batch of one
 * @param training time of a forward and backward pass of such a batch with all parameters trained,
 *     per image; null if not requested or if nothing can be trained
 * @param peakBytes peak memory of the model and its float32 passes over one image, beyond the
 *     process's previous memory; null if the system does not report it
 */
public record EncoderProfile(
    long parameters,
    String engine,
    int threads,
    int inputSize,
    Timing float32,
    Timing bfloat16,
    int batch,
    @Nullable Timing float32Batch,
    @Nullable Timing training,
    @Nullable Long peakBytes) {}
