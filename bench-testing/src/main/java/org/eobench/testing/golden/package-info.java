/**
 * Runs recorded input/output pairs of the Python originals against the components of this bench.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden;
