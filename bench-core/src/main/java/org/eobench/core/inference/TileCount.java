package org.eobench.core.inference;

import org.jspecify.annotations.Nullable;

/** The number of tiles of an image. */
public final class TileCount {
  private TileCount() {}

  /**
   * Counts the tiles of {@link SlidingWindow}.
   *
   * @param height rows of the image
   * @param width columns of the image
   * @param tile tile size in pixels
   * @param stride maximum distance between tiles in pixels, or null for the fewest tiles
   */
  public static long of(int height, int width, int tile, @Nullable Integer stride) {
    int distance = stride == null ? tile : stride;
    return (long) TileOffsets.along(height, tile, distance).length
        * TileOffsets.along(width, tile, distance).length;
  }
}
