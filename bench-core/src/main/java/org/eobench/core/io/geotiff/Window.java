package org.eobench.core.io.geotiff;

import java.util.Locale;

/**
 * A rectangle of a raster, in pixels from the upper left corner.
 *
 * @param row first row
 * @param col first column
 * @param height number of rows, at least 1
 * @param width number of columns, at least 1
 */
public record Window(int row, int col, int height, int width) {
  public Window {
    if (row < 0 || col < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "window at row %d, col %d of %d x %d pixels is empty or outside",
              row,
              col,
              height,
              width));
    }
  }

  /** Whether every pixel lies in a raster of the given size. */
  public boolean isInside(int rasterHeight, int rasterWidth) {
    return height <= rasterHeight - row && width <= rasterWidth - col;
  }

  /** Number of pixels. */
  public long area() {
    return (long) height * width;
  }
}
