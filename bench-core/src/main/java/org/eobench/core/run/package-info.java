/**
 * The life of one run, from a resolved configuration to the result: {@link
 * org.eobench.core.run.Experiment} chooses the device, opens the data set, builds preprocessing and
 * model, makes the run directory, trains, tests and writes the table. {@code check}, {@code
 * --dry-run} and {@code export} stop or branch off at steps of the same life.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run;
