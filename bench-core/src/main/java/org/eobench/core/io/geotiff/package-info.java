/**
 * Reads and writes GeoTIFF files. {@link org.eobench.core.io.geotiff.GeoTiffReader} reads the
 * pixels of a window with georeference, mask and nodata value. {@link
 * org.eobench.core.io.geotiff.GeoTiffWriter} writes predictions. The size and position of every
 * block are checked against the file before memory is allocated.
 *
 * <pre>{@code
 * try (GeoTiffReader reader = GeoTiffReader.open(path)) {
 *   float[] values = reader.read(new int[] {0, 2}, new Window(0, 0, 224, 224)); // [2,224,224]
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io.geotiff;
