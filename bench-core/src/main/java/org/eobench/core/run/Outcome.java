package org.eobench.core.run;

import java.nio.file.Path;

/**
 * What a finished run leaves.
 *
 * @param directory its run directory
 * @param table the result as text for a terminal
 */
public record Outcome(Path directory, String table) {}
