package org.eobench.datasets.c2smsfloods;

/** What becomes of pixels with clouds and shadows. */
public enum Clouds {
  /** Bands and label are 0, as in Clay's data: the label says that there is no water. */
  ZERO,
  /** The pixels have no data and do not count. */
  IGNORE,
  /** They are used as they are. */
  KEEP
}
