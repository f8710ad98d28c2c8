/**
 * What data sets of GeoTIFFs share: images, label maps and measured values read from rasters of one
 * grid, dates taken from file names, places taken from georeferences, and archives that are fetched
 * and unpacked once.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.raster;
