package org.eobench.datasets.zarr;

import org.eobench.core.io.geotiff.Window;

/**
 * An array that was read.
 *
 * @param shape lengths of the axes; none for a single number
 * @param values all elements in C order; exact for integers up to 2^53
 * @param floating whether they are stored as floating-point numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ZarrArray(int[] shape, double[] values, boolean floating) {

  /**
   * A window of a plane of an array whose last axes are rows and columns.
   *
   * @param plane number of the plane in C order, from 0
   */
  public float[] plane(int plane, Window window) {
    int columns = shape[shape.length - 1];
    int rows = shape[shape.length - 2];
    float[] part = new float[window.height() * window.width()];
    for (int row = 0; row < window.height(); row++) {
      int from = (plane * rows + window.row() + row) * columns + window.col();
      for (int col = 0; col < window.width(); col++) {
        part[row * window.width() + col] = (float) values[from + col];
      }
    }
    return part;
  }
}
