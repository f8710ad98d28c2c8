/**
 * Text for a terminal: tables that fit the window, wrapped lines, the progress bar, and texts from
 * files without control characters.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.terminal;
