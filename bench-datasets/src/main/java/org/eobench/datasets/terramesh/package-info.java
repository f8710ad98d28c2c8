/**
 * TerraMesh (Blumenstiel et al. 2025, arXiv:2504.11172): more than nine million places with images
 * of seven kinds. Each kind of a shard is a tar archive of zipped Zarr groups.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.terramesh;
