/** The files of a run: its directory, its lock and {@code run.json}. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.directory;
