package org.eobench.core.dataset;

/** How a crop or a resize makes a map of pixels from another. */
public interface PixelMapping {
  /** Rows of the result. */
  int height();

  /** Columns of the result. */
  int width();

  /**
   * The labels of the result, {@code [height,width]} in C order.
   *
   * @param labels {@code [rows,columns]} in C order
   */
  int[] labels(int[] labels, int rows, int columns);

  /** The values of the result, as {@link #labels}; NaN where nothing was measured. */
  float[] values(float[] values, int rows, int columns);
}
