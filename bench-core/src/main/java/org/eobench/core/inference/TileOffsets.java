package org.eobench.core.inference;

/**
 * Where tiles start along one axis so that they cover it evenly and overlap as little as they can.
 */
final class TileOffsets {
  private TileOffsets() {}

  /**
   * First pixels of the tiles: {@code round(linspace(0, size - tile, n))} with n the least number
   * that covers the axis. As torch computes it: float32, the second half counted from the end,
   * halves rounded to even.
   *
   * @param size pixels along the axis
   * @param tile pixels of a tile; an axis not longer than that has one tile, at 0
   * @param stride most pixels between two starts; {@code tile} for the fewest tiles
   */
  static int[] along(int size, int tile, int stride) {
    if (size <= tile) {
      return new int[] {0};
    }
    int span = size - tile;
    // Without overlap wanted, n is ceil(size / tile), which is the same number.
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
