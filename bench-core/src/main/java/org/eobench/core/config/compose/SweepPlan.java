package org.eobench.core.config.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a command line, complete before the first job starts.
 *
 * @param multirun whether it is a sweep
 * @param jobs jobs in Hydra's order: the rightmost argument changes fastest
 * @param batches number of jobs per batch, by {@code hydra.sweeper.max_batch_size}
 * @param directory parent directory of a sweep, null for a single run
 * @param frame the configuration of the sweep as a whole
 * @param warnings settings that are valid but probably a mistake
 */
public record SweepPlan(
    boolean multirun,
    List<ComposedJob> jobs,
    List<Integer> batches,
    @Nullable String directory,
    Composition frame,
    List<String> warnings) {}
