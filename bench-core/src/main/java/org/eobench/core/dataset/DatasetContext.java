package org.eobench.core.dataset;

import java.nio.file.Path;

/**
 * The inputs for opening a data set, apart from its own config.
 *
 * @param cacheDir folder for generated and downloaded files
 * @param tasks the available tasks of its targets
 */
public record DatasetContext(Path cacheDir, TaskKinds tasks) {}
