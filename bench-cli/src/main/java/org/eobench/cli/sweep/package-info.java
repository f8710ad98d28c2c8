/**
 * {@code -m}: composes every job of a sweep before the first starts, runs each in a process of its
 * own, one after another, and summarises how they ended and what they reached.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.sweep;
