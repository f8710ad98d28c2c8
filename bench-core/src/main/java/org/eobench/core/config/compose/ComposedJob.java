package org.eobench.core.config.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job with its arguments, composed configuration and directory.
 *
 * @param number index in the sweep, from 0; null for a single run
 * @param overrides arguments of the job, except those for the hydra node
 * @param hydraOverrides arguments for the hydra node, equal for all jobs
 * @param composition the configuration
 * @param directory output directory
 */
public record ComposedJob(
    @Nullable Integer number,
    List<String> overrides,
    List<String> hydraOverrides,
    Composition composition,
    String directory) {}
