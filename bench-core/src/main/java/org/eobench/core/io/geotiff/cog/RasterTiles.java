package org.eobench.core.io.geotiff.cog;

import org.eobench.core.io.geotiff.GeoTiffSpec;

/**
 * A raster that is read tile by tile. Tiles are squares that cover the raster from its upper left
 * corner; the last column and the last row of tiles may reach beyond it.
 */
public interface RasterTiles {
  /** Side of a tile where nothing else decides, as GDAL's writer of Cloud Optimized GeoTIFFs. */
  int DEFAULT_SIDE = 512;

  /** Size, bands, type of the samples, nodata value, georeference and metadata of the raster. */
  GeoTiffSpec spec();

  /** Rows and columns of a tile, a multiple of 16. */
  default int tileSize() {
    return DEFAULT_SIDE;
  }

  /**
   * Reads a tile. Each tile is read once, in no particular order.
   *
   * @param tileColumn from 0
   * @param tileRow from 0
   * @param values takes {@code [bands,tileSize,tileSize]} in C order, as the samples are stored;
   *     what it holds for pixels beyond the raster does not matter
   * @return false if the tile has no data: all its samples are the nodata value, or 0 without one;
   *     {@code values} is then ignored
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  boolean read(int tileColumn, int tileRow, float[] values);
}
