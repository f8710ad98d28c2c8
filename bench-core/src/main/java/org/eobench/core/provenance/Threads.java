package org.eobench.core.provenance;

import org.jspecify.annotations.Nullable;

/**
 * The threads of a run. On a CPU, the number of threads of an operator changes the last digits of
 * the results; the others change only the speed.
 *
 * @param intraOp threads per libtorch operator
 * @param interOp libtorch operators that may run concurrently
 * @param trainLoader threads that read training samples
 * @param testLoader threads that read validation and test samples
 * @param deterministic value of {@code deterministic_threads}, or null
 */
public record Threads(
    int intraOp, int interOp, int trainLoader, int testLoader, @Nullable Integer deterministic) {}
