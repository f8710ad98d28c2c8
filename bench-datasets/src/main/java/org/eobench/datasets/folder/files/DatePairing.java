package org.eobench.datasets.folder.files;

/** Which dates of the other modalities belong to the dates of the first one. */
public enum DatePairing {
  /**
   * Equal dates. A sample has the dates of all modalities that share one with the first; others are
   * paired in order.
   */
  DATE,
  /** Each modality has its own choice of dates, which are paired in order of time. */
  ORDER,
  /** The image nearest in time to each date of the first modality. */
  NEAREST
}
