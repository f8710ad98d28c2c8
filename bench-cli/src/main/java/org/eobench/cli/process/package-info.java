/**
 * The process itself: Ctrl-C, the process that started this one, a libtorch of the user's own, and
 * how to start this program once more.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.process;
