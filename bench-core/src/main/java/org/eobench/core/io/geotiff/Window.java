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
              "the window of %3$d x %4$d pixels at row %1$d, col %2$d is empty or outside",
              row,
              col,
              height,
              width));
    }
  }

  /** Whether the window is inside a raster of the given size. */
  boolean isInside(int rasterHeight, int rasterWidth) {
    return height <= rasterHeight - row && width <= rasterWidth - col;
  }

  /** The number of pixels. */
  long area() {
    return (long) height * width;
  }
}
