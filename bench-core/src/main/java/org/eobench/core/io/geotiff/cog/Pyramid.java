package org.eobench.core.io.geotiff.cog;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.TileEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tiles of a raster and its overviews. A tile of an overview is made from the four tiles
 * below it, and they from theirs, so that one tile of each level is in memory.
 */
final class Pyramid {
  private final RasterTiles raster;
  private final GeoTiffSpec spec;
  private final Overviews overviews;
  private final List<Level> levels;
  private final TileStore store;
  private final int side;
  private final @Nullable Float nodata;

  /** One tile {@code [bands,side,side]} of each level. */
  private final float[][] buffers;

  private final float[] covered = new float[4];

  Pyramid(RasterTiles raster, Overviews overviews, List<Level> levels, TileStore store) {
    this.raster = raster;
    this.spec = raster.spec();
    this.overviews = overviews;
    this.levels = levels;
    this.store = store;
    this.side = raster.tileSize();
    Double none = spec.nodata();
    this.nodata = none == null ? null : none.floatValue();
    int values = Math.multiplyExact(spec.bands(), side * side);
    this.buffers = new float[levels.size()][values];
  }

  /** Stores all tiles. */
  void build() throws IOException {
    try (TileEncoder encoder = new TileEncoder(spec.type(), side, side)) {
      build(levels.size() - 1, 0, 0, encoder);
    }
  }

  /** Makes a tile and those below it; whether it has data. */
  private boolean build(int level, int row, int column, TileEncoder encoder) throws IOException {
    boolean hasData =
        level == 0 ? raster.read(column, row, buffers[0]) : halved(level, row, column, encoder);
    return hasData && store(level, row, column, encoder);
  }

  private boolean halved(int level, int row, int column, TileEncoder encoder) throws IOException {
    Arrays.fill(buffers[level], nodata == null ? 0 : nodata);
    Level below = levels.get(level - 1);
    boolean hasData = false;
    for (int r = 2 * row; r <= 2 * row + 1 && r < below.down(); r++) {
      for (int c = 2 * column; c <= 2 * column + 1 && c < below.across(); c++) {
        if (build(level - 1, r, c, encoder)) {
          hasData = true;
          int corner = (r % 2 * side + c % 2) * side / 2;
          for (int band = 0; band < spec.bands(); band++) {
            int plane = band * side * side;
            halve(level, plane, plane + corner, below.rows(r), below.columns(c));
          }
        }
      }
    }
    return hasData;
  }

  /** Reduces a band of the tile below to a quarter of a tile. */
  private void halve(int level, int from, int into, int rows, int columns) {
    float[] below = buffers[level - 1];
    float[] values = buffers[level];
    for (int row = 0; row < rows; row += 2) {
      for (int column = 0; column < columns; column += 2) {
        int at = from + row * side + column;
        int count = 0;
        for (int r = 0; r <= 1 && row + r < rows; r++) {
          for (int c = 0; c <= 1 && column + c < columns; c++) {
            float value = below[at + r * side + c];
            if (!isMissing(value)) {
              covered[count++] = value;
            }
          }
        }
        values[into + row / 2 * side + column / 2] = count == 0 ? below[at] : reduced(count);
      }
    }
  }

  /** The value of a pixel with data, which is never the nodata value. */
  private float reduced(int count) {
    float value = overviews.reduce(covered, count, !spec.type().isFloat());
    return isMissing(value) ? covered[0] : value;
  }

  private boolean isMissing(float value) {
    return Float.isNaN(value) || nodata != null && value == nodata;
  }

  /** Stores the bands of a tile that have data; whether one has. */
  private boolean store(int level, int row, int column, TileEncoder encoder) throws IOException {
    Level size = levels.get(level);
    float[] values = buffers[level];
    int rows = size.rows(row);
    int columns = size.columns(column);
    boolean hasData = false;
    for (int band = 0; band < spec.bands(); band++) {
      int plane = band * side * side;
      if (nodata == null || !isEmpty(values, plane, rows, columns)) {
        hasData = true;
        store.put(
            level,
            size.index(band, row, column),
            encoder.encode(
                (r, line) -> {
                  System.arraycopy(values, plane + Math.min(r, rows - 1) * side, line, 0, columns);
                  Arrays.fill(line, columns, side, line[columns - 1]);
                }));
      }
    }
    return hasData;
  }

  /** Whether a band of a tile has the nodata value in all pixels of the raster. */
  private boolean isEmpty(float[] values, int plane, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      for (int at = plane + row * side; at < plane + row * side + columns; at++) {
        if (nodata == null || Float.compare(values[at], nodata) != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
