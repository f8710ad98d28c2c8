/**
 * GEO-Bench-2: data sets in tortilla archives. Each sample is an archive within the archive, with a
 * GeoTIFF or HDF5 file for each sensor, date and label map.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.geobench2;
