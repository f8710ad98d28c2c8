/**
 * Shared parts of GeoTIFF data sets: readers for images, label maps and measured values on one
 * grid, dates from file names, places from georeferences, and archives that are downloaded and
 * unpacked once.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.raster;
