/**
 * Tiny data sets in the layouts of GEO-Bench: version 1 with an HDF5 file and a pickle for each
 * sample.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.layouts.geobench;
