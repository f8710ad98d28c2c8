package org.eobench.core.dataset;

/** Takes what targets say, such as to count it. */
public interface TargetVisitor {
  /** The class of a pixel or an image, or the ignore index. */
  void label(int label);

  /**
   * The classes that an image shows.
   *
   * @param present whether each of the K classes is there
   */
  void labels(boolean[] present);

  /** The value of a pixel or an image; NaN where nothing was measured. */
  void value(float value);

  /** A target that does not count. */
  void ignored();
}
