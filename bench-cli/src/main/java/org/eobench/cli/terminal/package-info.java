/**
 * Text for a terminal: tables in columns as wide as the window, wrapped lines, the progress bar,
 * and texts out of files without the characters that a terminal obeys.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.terminal;
