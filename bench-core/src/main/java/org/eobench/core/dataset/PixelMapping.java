package org.eobench.core.dataset;

/** The mapping of pixels in a crop or a resize. */
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

  /** The values of the result, like {@link #labels}; NaN if not measured. */
  float[] values(float[] values, int rows, int columns);
}
