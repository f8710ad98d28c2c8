/**
 * The command line's view of a configuration: its arguments and flags ({@link
 * org.eobench.cli.config.CommandLine}), what {@code --cfg}, {@code --info} and {@code explain}
 * print, and shell completion.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.config;
