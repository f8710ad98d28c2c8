package org.eobench.datasets.raster.formats;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import java.util.Arrays;

/**
 * The fill value of an HDF5 data set, which stands for elements that were never written. The
 * library reads 0 where a chunk is missing, whatever the fill value is.
 */
final class Hdf5Fill {
  private Hdf5Fill() {}

  /** The value of elements that were never written. */
  static double value(Dataset dataset) {
    Object fill = dataset.getFillValue();
    return fill instanceof Number number ? number.doubleValue() : 0;
  }

  /**
   * Replaces the values of missing chunks.
   *
   * @param values elements of the part in C order
   */
  static void apply(Dataset dataset, double[] values, long[] from, int[] count) {
    double fill = value(dataset);
    if (fill == 0 || !(dataset instanceof ChunkedDataset chunked)) {
      return;
    }
    int[] chunk = chunked.getChunkDimensions();
    int[] first = new int[count.length];
    for (int axis = 0; axis < count.length; axis++) {
      first[axis] = (int) (from[axis] / chunk[axis] * chunk[axis]);
    }
    int[] at = first.clone();
    boolean more = true;
    while (more) {
      if (isMissing(chunked, at)) {
        fill(values, from, count, at, chunk, fill);
      }
      more = false;
      for (int axis = count.length - 1; axis >= 0 && !more; axis--) {
        at[axis] += chunk[axis];
        more = at[axis] < from[axis] + count[axis];
        at[axis] = more ? at[axis] : first[axis];
      }
    }
  }

  private static boolean isMissing(ChunkedDataset dataset, int[] offset) {
    try {
      dataset.getRawChunkBuffer(offset);
      return false;
    } catch (HdfException missing) {
      return true;
    }
  }

  /** Sets the elements of one chunk that are inside the part. */
  private static void fill(
      double[] values, long[] from, int[] count, int[] at, int[] chunk, double fill) {
    int axes = count.length;
    int[] start = new int[axes];
    int[] end = new int[axes];
    for (int axis = 0; axis < axes; axis++) {
      start[axis] = (int) Math.max(0, at[axis] - from[axis]);
      end[axis] = (int) Math.min(count[axis], at[axis] + chunk[axis] - from[axis]);
    }
    int[] index = start.clone();
    boolean more = true;
    while (more) {
      int position = 0;
      for (int axis = 0; axis < axes; axis++) {
        position = position * count[axis] + index[axis];
      }
      Arrays.fill(values, position, position + end[axes - 1] - start[axes - 1], fill);
      more = false;
      for (int axis = axes - 2; axis >= 0 && !more; axis--) {
        more = ++index[axis] < end[axis];
        index[axis] = more ? index[axis] : start[axis];
      }
    }
  }
}
