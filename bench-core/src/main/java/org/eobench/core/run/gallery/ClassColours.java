package org.eobench.core.run.gallery;

import java.util.function.IntUnaryOperator;
import org.eobench.core.metrics.PixelClasses;

/**
 * Colours for the pixels of a map of classes.
 *
 * @param pixels prediction and target
 * @param ignoreIndex label of pixels that do not count
 */
record ClassColours(PixelClasses pixels, int ignoreIndex) {
  IntUnaryOperator target() {
    return pixel -> {
      int label = actual(pixel);
      return label == ignoreIndex ? Palette.NONE : Palette.ofClass(label);
    };
  }

  IntUnaryOperator predicted() {
    return pixel -> Palette.ofClass(pixels.predicted()[pixels.offset() + pixel]);
  }

  IntUnaryOperator error() {
    return pixel -> {
      int label = actual(pixel);
      if (label == ignoreIndex) {
        return Palette.NONE;
      }
      boolean right = label == pixels.predicted()[pixels.offset() + pixel];
      return right ? Palette.RIGHT : Palette.WRONG;
    };
  }

  private int actual(int pixel) {
    return pixels.actual()[pixels.offset() + pixel];
  }
}
