/**
 * Rasters of several file formats behind one interface: GeoTIFF, NumPy arrays and others as bands
 * of a grid, read by window, with missing data as NaN.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.raster.formats;
