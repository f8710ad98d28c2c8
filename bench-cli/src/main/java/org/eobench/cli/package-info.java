/**
 * The program {@code java -jar bench.jar}. {@link org.eobench.cli.BenchMain} selects the verb by
 * the first word, runs it, and turns any failure into an error message and an exit code. It is the
 * only class that exits the process.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli;
