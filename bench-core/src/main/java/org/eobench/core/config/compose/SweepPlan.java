package org.eobench.core.config.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command line will run, known in full before the first job starts.
 *
 * @param multirun whether it is a sweep
 * @param jobs the jobs in Hydra's order, the rightmost argument changing fastest
 * @param batches how many jobs go together, as {@code hydra.sweeper.max_batch_size} asks
 * @param directory parent directory of a sweep, null for a single run
 * @param frame the configuration of the sweep as a whole
 * @param warnings what is legal but hardly meant
 */
public record SweepPlan(
    boolean multirun,
    List<SweepJob> jobs,
    List<Integer> batches,
    @Nullable String directory,
    Composition frame,
    List<String> warnings) {}
