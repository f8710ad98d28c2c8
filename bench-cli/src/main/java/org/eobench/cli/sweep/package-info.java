/**
 * {@code -m}: composes every job of a sweep before the first one starts, runs each in a separate
 * process, one after another, and summarises their results and scores.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.sweep;
