package org.eobench.datasets.raster.formats;

import java.io.Closeable;
import java.util.List;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.SampleType;
import org.jspecify.annotations.Nullable;

/** An array of numbers in a file, which is read in parts. */
interface ArrayData extends Closeable {
  /** File and name of the array, for messages. */
  String place();

  /** The dimensions. */
  long[] shape();

  SampleType type();

  /** The stored number that marks missing data by the attributes of the array, or null. */
  default @Nullable Double nodata() {
    return null;
  }

  /** Scale and offset by the attributes of the array; empty if it has none. */
  default List<BandScale> scales() {
    return List.of();
  }

  /** The grid of the axes H and W, with a georeference if the file has one. */
  default Grid grid(int height, int width) {
    return Grid.plain(height, width);
  }

  /** Says that the next part is one of several samples of the array, which may be kept then. */
  default void share() {}

  /**
   * Reads a part.
   *
   * @param from first index along each axis
   * @param count number of elements along each axis, at least 1
   * @return the elements in C order
   */
  double[] read(long[] from, int[] count);

  @Override
  void close();
}
