/** Runs recorded input/output pairs of the Python originals against the components of EO Bench. */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden;
