/**
 * The program {@code java -jar bench.jar}: {@link org.eobench.cli.BenchMain} finds the verb that
 * the first word names, runs it, and turns whatever fails into a sentence and an exit code. It is
 * the one class that ends the process.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli;
