/**
 * The journal of a sweep: one event on each line, locked by the process that works on the sweep,
 * and what it tells about the past when the sweep is continued.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.sweep.journal;
