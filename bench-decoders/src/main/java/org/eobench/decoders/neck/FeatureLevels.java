package org.eobench.decoders.neck;

/** Which maps of the encoder a head sees. */
public enum FeatureLevels {
  /** Each level its own. */
  ALL,
  /** Every level the deepest one, as in Pangaea. */
  LAST
}
