package org.eobench.core.dataset;

import java.nio.file.Path;

/**
 * What a data set is given besides its own config.
 *
 * @param cacheDir folder where a data set may keep what it makes or downloads
 * @param tasks the tasks that its targets can be for
 */
public record DatasetContext(Path cacheDir, TaskKinds tasks) {}
