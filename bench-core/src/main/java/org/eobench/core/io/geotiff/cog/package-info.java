/**
 * Writes rasters of any size as Cloud Optimized GeoTIFFs. {@link
 * org.eobench.core.io.geotiff.cog.RasterTiles} gives a raster tile by tile; {@link
 * org.eobench.core.io.geotiff.cog.CogWriter} makes the overviews and orders directories and tiles,
 * with a few tiles in memory.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io.geotiff.cog;
