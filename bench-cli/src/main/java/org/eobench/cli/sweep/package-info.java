/**
 * {@code -m}: composes every job of a sweep before the first one starts, runs each in a separate
 * process, some at once, records every event in a journal from which an interrupted sweep goes on,
 * and summarises results and errors.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.sweep;
