/**
 * Text for a terminal: tables in columns, wrapped lines, the progress bar, and characters that a
 * terminal does not obey.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.terminal;
