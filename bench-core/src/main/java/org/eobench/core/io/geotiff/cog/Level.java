package org.eobench.core.io.geotiff.cog;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.io.geotiff.GeoTiffSpec;

/**
 * A resolution of a raster: the whole one, or an overview.
 *
 * @param width columns
 * @param height rows
 * @param side rows and columns of a tile
 */
record Level(int width, int height, int side) {

  /** The raster and its overviews; each has half the columns and rows, the last fits in a tile. */
  static List<Level> of(GeoTiffSpec spec, int side) {
    List<Level> levels = new ArrayList<>();
    Level level = new Level(spec.width(), spec.height(), side);
    levels.add(level);
    while (level.across() > 1 || level.down() > 1) {
      level = new Level(half(level.width), half(level.height), side);
      levels.add(level);
    }
    return levels;
  }

  private static int half(int length) {
    return length / 2 + length % 2;
  }

  int across() {
    return (width - 1) / side + 1;
  }

  int down() {
    return (height - 1) / side + 1;
  }

  /** Columns of the raster in a column of tiles. */
  int columns(int tileColumn) {
    return Math.min(side, width - tileColumn * side);
  }

  /** Rows of the raster in a row of tiles. */
  int rows(int tileRow) {
    return Math.min(side, height - tileRow * side);
  }

  /** Tiles of all bands. */
  int tiles(int bands) {
    return Math.multiplyExact(bands, Math.multiplyExact(down(), across()));
  }

  /** The number of a tile: by bands, then by rows, then by columns. */
  int index(int band, int tileRow, int tileColumn) {
    return (band * down() + tileRow) * across() + tileColumn;
  }
}
