/**
 * Arrays of Zarr version 2 in a zip, as xarray and zarr-python write them: metadata in JSON, and
 * chunks that are compressed with Blosc, Zstandard or zlib. Sizes are checked before anything is
 * allocated.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.zarr;
