package org.eobench.decoders.neck;

/** The encoder's maps that a head uses. */
public enum FeatureLevels {
  /** The map of each level. */
  ALL,
  /** The deepest map for every level, as in Pangaea. */
  LAST
}
