package org.eobench.core.profile;

import org.jspecify.annotations.Nullable;

/**
 * What a decoder with random weights costs on this machine's processors, in one precision.
 *
 * @param parameters number of values it can learn
 * @param engine name and version of the engine
 * @param threads threads that the engine uses for one operator
 * @param batch images of each pass
 * @param forward forward pass, per image
 * @param training forward and backward pass with everything trained and gradients for the maps, per
 *     image; null where nothing can be trained
 * @param forwardBytes the most memory that weights, maps and forward passes took, beyond what the
 *     process held before; null where the system does not tell
 * @param trainingBytes the same of forward and backward passes
 */
public record DecoderProfile(
    long parameters,
    String engine,
    int threads,
    int batch,
    Timing forward,
    @Nullable Timing training,
    @Nullable Long forwardBytes,
    @Nullable Long trainingBytes) {}
