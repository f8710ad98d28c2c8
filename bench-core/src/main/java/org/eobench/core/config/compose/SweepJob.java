package org.eobench.core.config.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job: its own arguments, its composed configuration and its directory.
 *
 * @param number place in the sweep from 0; null for a single run
 * @param overrides the job's arguments, without those of the hydra node
 * @param hydraOverrides arguments of the hydra node, the same for all jobs
 * @param composition the configuration
 * @param directory where the job writes
 */
public record SweepJob(
    @Nullable Integer number,
    List<String> overrides,
    List<String> hydraOverrides,
    Composition composition,
    String directory) {}
