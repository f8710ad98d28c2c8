/**
 * Vector data: polygons and points with attributes from GeoJSON, GeoPackage and GeoParquet files,
 * their coordinates on the grid of an image, and the pixels that they cover by GDAL's rules.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.vector;
