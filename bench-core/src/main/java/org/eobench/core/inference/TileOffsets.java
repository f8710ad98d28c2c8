package org.eobench.core.inference;

import java.util.Locale;
import java.util.stream.IntStream;

/** The offsets of tiles along one axis: evenly spread, or on a lattice. */
public final class TileOffsets {
  private TileOffsets() {}

  /**
   * The first pixels of the tiles: {@code round(linspace(0, size - tile, n))}, where n is the
   * smallest number of tiles that covers the axis. It is computed as in torch: in float32, the
   * second half counted from the end, and halves rounded to even.
   *
   * @param size pixels along the axis
   * @param tile tile size in pixels; an axis that is not longer has one tile at 0
   * @param stride maximum distance between two tiles; {@code tile} for the fewest tiles
   */
  public static int[] along(int size, int tile, int stride) {
    if (size <= tile) {
      return new int[] {0};
    }
    int span = size - tile;
    // If no overlap is required, n equals ceil(size / tile).
    int count = (span + stride - 1) / stride + 1;
    float step = (float) span / (count - 1);
    int[] offsets = new int[count];
    for (int i = 0; i < count; i++) {
      float start = i < count / 2 ? step * i : span - step * (count - 1 - i);
      offsets[i] = (int) Math.rint(start);
    }
    return offsets;
  }

  /**
   * The first pixels of the tiles that lie on a lattice, and of one more at each end that the
   * lattice leaves uncovered. A pixel that only tiles of the lattice cover has the same tiles in
   * every image that contains them.
   *
   * @param size pixels along the axis
   * @param tile tile size in pixels; an axis that is not longer has one tile at 0
   * @param step distance of two tiles of the lattice, at most {@code tile}
   * @param phase the place of the first pixel on the lattice, from 0 to {@code step}, not included
   */
  public static int[] lattice(int size, int tile, int step, int phase) {
    if (step < 1 || step > tile || phase < 0 || phase >= step) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "tiles of %d pixels every %d, from %d on", tile, step, phase));
    }
    int last = Math.max(0, size - tile);
    IntStream inside = IntStream.iterate((step - phase) % step, at -> at < last, at -> at + step);
    return IntStream.concat(IntStream.of(0), IntStream.concat(inside, IntStream.of(last)))
        .distinct()
        .toArray();
  }
}
