package org.eobench.datasets.raster.formats;

/** Copies a part of an array whose elements lie in C order, in runs as long as possible. */
final class FlatArray {
  /** Copies consecutive elements. */
  @FunctionalInterface
  interface Elements {
    /**
     * @param at first element
     */
    void copy(long at, double[] to, int offset, int count);
  }

  private FlatArray() {}

  /**
   * @param shape dimensions of the array
   * @param from first index along each axis
   * @param count number of elements along each axis
   * @return the elements in C order
   */
  static double[] part(Elements elements, long[] shape, long[] from, int[] count) {
    int axes = shape.length;
    // Trailing axes that are read as a whole belong to one run.
    int split = axes;
    int run = 1;
    while (split > 0 && (split == axes || count[split] == shape[split])) {
      split--;
      run *= count[split];
    }
    int total = run;
    for (int axis = 0; axis < split; axis++) {
      total *= count[axis];
    }
    double[] values = new double[total];
    int[] index = new int[split];
    for (int offset = 0; offset < total; offset += run) {
      long at = 0;
      for (int axis = 0; axis < axes; axis++) {
        at = at * shape[axis] + from[axis] + (axis < split ? index[axis] : 0);
      }
      elements.copy(at, values, offset, run);
      for (int axis = split - 1; axis >= 0 && ++index[axis] == count[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return values;
  }
}
