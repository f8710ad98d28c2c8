package org.eobench.core.profile;

import org.jspecify.annotations.Nullable;

/**
 * What an encoder with random weights costs on this machine's processors.
 *
 * @param parameters number of values it can learn
 * @param engine name and version of the engine
 * @param threads threads that the engine uses for one operator
 * @param inputSize side in pixels of the images it was given
 * @param float32 forward pass of one image
 * @param bfloat16 the same with bfloat16 in matrix products, attention and convolutions
 * @param batch images of the pass that {@code float32Batch} tells of
 * @param float32Batch forward pass of several images, per image; null for a batch of one
 * @param training forward and backward pass of such a batch with everything trained, per image;
 *     null where not asked for or nothing can be trained
 * @param peakBytes the most memory that the model and its passes over one image took in float32,
 *     beyond what the process held before; null where the system does not tell
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
