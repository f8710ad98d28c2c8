package org.eobench.pretrain.mask;

/**
 * Masks made of rectangular blocks of patches (Bao et al., BEiT, 2021, arXiv:2106.08254). Blocks
 * are added until a wanted number of patches is masked. A mask can fall short of it when no further
 * block fits, and never exceeds it.
 *
 * @param rows patches from top to bottom
 * @param columns patches from left to right
 */
public record BlockMask(int rows, int columns) {
  /** Smallest area that is asked from a block, in patches. */
  private static final int LEAST = 4;

  private static final int TRIES = 10;

  /** The aspect ratio of a block lies between this and its inverse, uniform in its logarithm. */
  private static final double ASPECT = 0.3;

  public BlockMask {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("a mask has at least one row and one column");
    }
  }

  /** Number of patches. */
  public int patches() {
    return rows * columns;
  }

  /** Largest area of a block: about half of the grid. */
  private int most() {
    return rows / 2 * columns;
  }

  /**
   * Draws a mask.
   *
   * @param wanted patches to mask
   * @return {@code [rows·columns]} row by row, true where a patch is masked
   */
  boolean[] draw(int wanted, Draws draws) {
    boolean[] mask = new boolean[patches()];
    int count = 0;
    while (count < wanted) {
      int added = addBlock(mask, Math.min(wanted - count, most()), draws);
      if (added == 0) {
        return mask;
      }
      count += added;
    }
    return mask;
  }

  /** Masks one more block and returns the number of patches that this adds; 0 if none fits. */
  private int addBlock(boolean[] mask, int allowed, Draws draws) {
    for (int i = 0; i < TRIES; i++) {
      double area = draws.uniform(LEAST, allowed);
      double aspect = Math.exp(draws.uniform(Math.log(ASPECT), Math.log(1 / ASPECT)));
      int height = (int) Math.rint(Math.sqrt(area * aspect));
      int width = (int) Math.rint(Math.sqrt(area / aspect));
      if (height >= rows || width >= columns) {
        continue;
      }
      int top = draws.integer(0, rows - height);
      int left = draws.integer(0, columns - width);
      int fresh = fresh(mask, top, left, height, width, false);
      if (fresh > 0 && fresh <= allowed) {
        return fresh(mask, top, left, height, width, true);
      }
    }
    return 0;
  }

  /** Counts the patches of a block that are not masked yet, and masks them if wanted. */
  private int fresh(boolean[] mask, int top, int left, int height, int width, boolean set) {
    int fresh = 0;
    for (int row = top; row < top + height; row++) {
      for (int column = left; column < left + width; column++) {
        int at = row * columns + column;
        fresh += mask[at] ? 0 : 1;
        mask[at] |= set;
      }
    }
    return fresh;
  }
}
