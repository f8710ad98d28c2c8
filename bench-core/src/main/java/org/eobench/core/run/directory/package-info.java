/**
 * The files of a run: its directory with a unique name, the lock that keeps a second process out,
 * and {@code run.json}, which says what the run is made of and how far it came. Files appear under
 * their names when they are complete, so that a run which was killed can be resumed.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.directory;
