/**
 * GeoTIFF in and out: {@link org.eobench.core.io.geotiff.GeoTiffReader} reads the pixels of a
 * window with their georeference, masks and nodata values, {@link
 * org.eobench.core.io.geotiff.GeoTiffWriter} writes predictions. The size and place of every block
 * is checked against the file before memory is reserved.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io.geotiff;
