package org.eobench.encoders.anysat;

/** What the feature map holds. */
enum AnySatOutput {
  /** The token of each patch. */
  PATCH,
  /** For each cell of 10 m, the token of its patch and that of the cell. */
  DENSE
}
