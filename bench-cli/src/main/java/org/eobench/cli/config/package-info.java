/**
 * The configuration part of the command line: arguments and flags ({@link
 * org.eobench.cli.config.CommandLine}), the output of {@code --cfg}, {@code --info} and {@code
 * explain}, and shell completion.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.config;
