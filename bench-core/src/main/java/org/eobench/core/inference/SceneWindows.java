package org.eobench.core.inference;

import java.util.Locale;

/**
 * Windows of one size that cover an image of any size, each of which gives the middle of its map.
 *
 * <p>The windows lie on a lattice: their middles, of {@code window - 2 * margin} pixels, touch each
 * other. So the window of a position depends on its place on the lattice only, and not on where the
 * image ends. If two images have pixels in common and the same lattice, a position whose window
 * lies within both has the same result in both.
 *
 * @param rows the axis of rows
 * @param columns the axis of columns
 */
public record SceneWindows(Axis rows, Axis columns) {

  /**
   * The windows along one axis.
   *
   * @param size pixels of the image
   * @param window pixels of a window
   * @param margin pixels at each side of a window whose results are left out
   * @param patch pixels of a position of the result
   * @param phase the place of the first pixel of the image on the lattice, from 0 to the pixels of
   *     a middle, not included
   */
  public record Axis(int size, int window, int margin, int patch, int phase) {
    public Axis {
      boolean fits = patch > 0 && window % patch == 0 && margin % patch == 0 && margin >= 0;
      if (size < 1 || !fits || 2 * margin >= window || phase < 0 || phase >= window - 2 * margin) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%d pixels in windows of %d with margins of %d, positions of %d, from %d",
                size,
                window,
                margin,
                patch,
                phase));
      }
    }

    /** An image that one window covers. */
    public static Axis single(int size, int window, int patch) {
      return new Axis(size, window, 0, patch, 0);
    }

    /** Pixels of a middle, which is the distance between two windows. */
    public int step() {
      return window - 2 * margin;
    }

    /** The number of windows. */
    public int windows() {
      return (int) (((long) phase + size + step() - 1) / step());
    }

    /** The number of positions of the result. */
    public int positions() {
      return (int) (((long) phase + size + patch - 1) / patch) - phase / patch;
    }

    /** The first pixel of the first position, in pixels of the image; 0 or less. */
    public int origin() {
      return phase / patch * patch - phase;
    }

    /** The first pixel of a window, in pixels of the image; it may lie outside. */
    public int start(int index) {
      return index * step() - margin - phase;
    }

    /** The first position of the result that a window gives. */
    public int first(int index) {
      return Math.max(0, index * (step() / patch) - phase / patch);
    }

    /** The position after the last one that a window gives. */
    public int end(int index) {
      return Math.min(positions(), (index + 1) * (step() / patch) - phase / patch);
    }

    /** The place of a position of the result in the map of a window. */
    public int inWindow(int index, int position) {
      return position + phase / patch - index * (step() / patch) + margin / patch;
    }
  }

  /**
   * The place on the lattice of a pixel that is {@code pixel} pixels away from the anchor, which
   * may be negative.
   */
  public static int phase(long pixel, int window, int margin) {
    return (int) Math.floorMod(pixel, (long) (window - 2 * margin));
  }
}
