package org.eobench.datasets.spacenet7;

/** Which months of a place are used. */
public enum Months {
  /** Those without clouds and other faults, by the publisher's masks, and with labels. */
  USABLE,
  /** All; pixels that are masked in {@code images_masked} have no data. */
  ALL
}
