/**
 * What a run depends on, so that it can be repeated: program, machine, weights, data, threads and
 * plug-ins. {@code run.json} stores a {@link org.eobench.core.provenance.Provenance}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.provenance;
