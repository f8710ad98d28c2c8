package org.eobench.core.dataset;

import java.util.Arrays;
import java.util.Collection;

/** Finds pixels without data in all images of a sample, and removes their targets. */
public final class EmptyPixels {
  private static final boolean[] NONE = {};

  private EmptyPixels() {}

  /**
   * The pixels that are NaN in every band and date of every image.
   *
   * @return {@code [H,W]}; of length 0 if every pixel has data, or if images differ in size
   */
  public static boolean[] inAll(Collection<Image> images) {
    boolean[] empty = NONE;
    for (Image image : images) {
      if (image.data().length == 0) {
        continue;
      }
      int plane = image.height() * image.width();
      if (empty.length == 0) {
        empty = new boolean[plane];
        Arrays.fill(empty, true);
      }
      if (plane != empty.length || !keepEmpty(image, empty)) {
        return NONE;
      }
    }
    return empty;
  }

  /**
   * The pixels that are NaN at every date of at least one band.
   *
   * @return {@code [H,W]}; of length 0 if every pixel has data, or if images differ in size
   */
  static boolean[] inAny(Collection<Image> images) {
    boolean[] empty = NONE;
    boolean any = false;
    for (Image image : images) {
      int plane = image.height() * image.width();
      if (image.data().length == 0) {
        continue;
      }
      empty = empty.length == 0 ? new boolean[plane] : empty;
      if (empty.length != plane) {
        return NONE;
      }
      for (int band = 0; band < image.channels(); band++) {
        any |= addEmpty(image, band, empty);
      }
    }
    return any ? empty : NONE;
  }

  /** Marks the pixels that a band has data of at no date; returns whether there are any. */
  private static boolean addEmpty(Image image, int band, boolean[] empty) {
    int start = band * image.frames() * empty.length;
    boolean any = false;
    for (int i = 0; i < empty.length; i++) {
      boolean missing = true;
      for (int date = 0; date < image.frames() && missing; date++) {
        missing = Float.isNaN(image.data()[start + date * empty.length + i]);
      }
      empty[i] |= missing;
      any |= missing;
    }
    return any;
  }

  /** Clears the pixels for which the image has data; returns false when none is left. */
  private static boolean keepEmpty(Image image, boolean[] empty) {
    float[] data = image.data();
    for (int start = 0; start < data.length; start += empty.length) {
      boolean any = false;
      for (int i = 0; i < empty.length; i++) {
        empty[i] &= Float.isNaN(data[start + i]);
        any |= empty[i];
      }
      if (!any) {
        return false;
      }
    }
    return true;
  }

  static boolean none(boolean[] empty) {
    return empty.length == 0;
  }

  /**
   * A target that says nothing of empty pixels. The class of an image that is empty as a whole
   * becomes the ignore index, and several classes do not count; a target that is not of the images'
   * size stays as it is.
   */
  static Target without(Target target, boolean[] empty, int ignoreIndex) {
    if (none(empty)) {
      return target;
    }
    return target.without(empty, ignoreIndex);
  }

  /** Whether every pixel is empty. */
  public static boolean all(boolean[] empty) {
    for (boolean pixel : empty) {
      if (!pixel) {
        return false;
      }
    }
    return true;
  }
}
