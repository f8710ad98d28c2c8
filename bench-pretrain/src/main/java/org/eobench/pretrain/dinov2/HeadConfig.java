package org.eobench.pretrain.dinov2;

import org.eobench.core.config.bind.Range;

/**
 * The size of a projection head.
 *
 * @param nPrototypes K, number of outputs
 * @param hiddenDim features of the hidden layers
 * @param bottleneckDim features before the last layer, which are normalized
 * @param nlayers layers before the last layer
 */
public record HeadConfig(
    @Range(min = 2, max = 10_000_000) int nPrototypes,
    @Range(min = 1) int hiddenDim,
    @Range(min = 1) int bottleneckDim,
    @Range(min = 1, max = 10) int nlayers) {}
