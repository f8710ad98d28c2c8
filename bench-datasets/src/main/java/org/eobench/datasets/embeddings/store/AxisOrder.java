package org.eobench.datasets.embeddings.store;

/** The order of the axes of an array that holds a map. */
public enum AxisOrder {
  /** Rows, columns, dimensions, as in TESSERA's files. */
  HWC,
  /** Dimensions, rows, columns. */
  CHW
}
