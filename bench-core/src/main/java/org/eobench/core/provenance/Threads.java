package org.eobench.core.provenance;

import org.jspecify.annotations.Nullable;

/**
 * The threads of a run. Those of one operator change the last digits of its results on a CPU; the
 * others change its speed alone.
 *
 * @param intraOp threads of one operator of libtorch
 * @param interOp operators of libtorch that may run at a time
 * @param trainLoader threads that read training samples
 * @param testLoader threads that read validation and test samples
 * @param deterministic the number that {@code deterministic_threads} asked for, or null
 */
public record Threads(
    int intraOp, int interOp, int trainLoader, int testLoader, @Nullable Integer deterministic) {}
