package org.eobench.core.inference;

/** The offsets of tiles along one axis, which cover it evenly with minimal overlap. */
final class TileOffsets {
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
  static int[] along(int size, int tile, int stride) {
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
}
