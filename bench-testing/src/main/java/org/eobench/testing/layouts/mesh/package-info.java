/**
 * Tiny data sets in the layout of TerraMesh: tar archives of zipped Zarr groups, whose chunks Blosc
 * compresses with LZ4 after a shuffle of bytes.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.layouts.mesh;
