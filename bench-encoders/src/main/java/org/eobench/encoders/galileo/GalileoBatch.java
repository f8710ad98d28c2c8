package org.eobench.encoders.galileo;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a batch are made from.
 *
 * @param image all modalities, {@code [B,ΣC,T,H,W]}
 * @param months int64 {@code [B,T]}, from 0
 * @param places codes of the patches {@code [B,h·w,D/4]}
 * @param location points on the unit sphere {@code [B,3]}; null without a token for them
 * @param present 1 for each token that a sample has and 0 for one that it lacks, {@code [B,N]};
 *     null if no sample lacks any
 */
record GalileoBatch(
    NDArray image,
    NDArray months,
    NDArray places,
    @Nullable NDArray location,
    @Nullable NDArray present) {}
