/**
 * The files of a run: its directory with a unique name, the lock against a second process, and
 * {@code run.json} with its provenance and state. Files get their final names when they are
 * complete, so that a killed run can be resumed.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.directory;
