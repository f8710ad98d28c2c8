/**
 * The configuration part of the command line: arguments and flags ({@link
 * org.eobench.cli.config.CommandLine}), the output of {@code --cfg}, {@code --info} and {@code
 * explain}, the help text, and shell completion. None of it loads a library that only a run needs.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.config;
