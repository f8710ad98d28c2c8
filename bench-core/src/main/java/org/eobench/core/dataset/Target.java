package org.eobench.core.dataset;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a sample's prediction is compared with. Each task has a type of target, which knows how it
 * is cropped, resized, checked, counted and joined into a batch, so that nothing else asks which
 * type it is.
 */
public interface Target {
  /** Rows of a map, or 0 where the target is of the image as a whole. */
  default int height() {
    return 0;
  }

  /** Columns of a map, or 0 where the target is of the image as a whole. */
  default int width() {
    return 0;
  }

  /** Whether there is one value for each pixel. */
  default boolean dense() {
    return height() > 0;
  }

  /** The class of each pixel or the ignore index, {@code [H,W]} in C order; empty where none. */
  default int[] labels() {
    return new int[0];
  }

  /** Whether a pixel of a map has a label or a value; false where the target is no map. */
  default boolean counts(int pixel, int ignoreIndex) {
    return false;
  }

  /** A map with other pixels, as after a crop; the target of an image as a whole stays as it is. */
  default Target mapped(PixelMapping mapping) {
    return this;
  }

  /**
   * The target without what it says of pixels that no image holds data for. A target that is not of
   * the images' size stays as it is, and so does one of an image that holds some data.
   *
   * @param empty whether a pixel has no data, {@code [H,W]}
   * @param ignoreIndex label of what does not count
   */
  Target without(boolean[] empty, int ignoreIndex);

  /**
   * The target with another label for each label, also for the ignore index; null where a target
   * has no single class for each pixel or image, as by default.
   */
  default @Nullable Target relabelled(IntUnaryOperator change) {
    return null;
  }

  /** What is wrong with the target; often nothing. */
  List<Problem> problems(SampleRef ref, DatasetSpec dataset);

  /** Reports everything it says. */
  void report(TargetVisitor visitor);

  /**
   * Lays targets of this kind and size one after the other.
   *
   * @param targets at least one, this being the first
   */
  BatchTargets batch(List<? extends Target> targets);

  /** Its size for an error text, such as {@code 512,512}; targets of one batch have the same. */
  default String size() {
    return height() + "," + width();
  }
}
