package org.eobench.core.profile;

import org.jspecify.annotations.Nullable;

/**
 * The cost of a decoder with random weights on this machine's CPU, in one precision.
 *
 * @param parameters number of trainable parameters
 * @param engine name and version of the engine
 * @param threads threads per operator of the engine
 * @param batch images per pass
 * @param forward time of a forward pass, per image
 * @param training time of a forward and backward pass with all parameters trained and gradients for
 *     the maps, per image; null if nothing can be trained
 * @param forwardBytes peak memory of weights, maps and forward passes beyond the process's previous
 *     memory; null if the system does not report it
 * @param trainingBytes the same for forward and backward passes
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
