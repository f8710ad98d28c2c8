package org.eobench.core.dataset;

/**
 * The classes that an image shows, any number of them.
 *
 * @param present whether each of the K classes is there
 * @param counts whether that is known of the image; otherwise it is neither trained on nor scored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageClasses(boolean[] present, boolean counts) implements Target {
  /** Classes that count. */
  public ImageClasses(boolean[] present) {
    this(present, true);
  }
}
