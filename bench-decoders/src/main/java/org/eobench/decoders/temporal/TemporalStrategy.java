package org.eobench.decoders.temporal;

/** How the maps of several dates become one. */
public enum TemporalStrategy {
  /** Not at all: there must be one date, or an encoder that merges dates itself. */
  NONE,
  /** A weighted sum of dates, learnt once for all features and levels. */
  LINEAR,
  /** Attention over dates at every position: {@link Ltae2d}. */
  LTAE,
  /** The mean over dates. */
  MEAN,
  /** The largest value of each feature over dates. */
  MAX,
  /** The second of two dates minus the first, for change detection. */
  DIFFERENCE,
  /** The features of both of two dates, first date first, for change detection. */
  CONCATENATION,
  /** All dates of a feature side by side, then the next feature: {@code T·D} features. */
  STACK;

  /** Whether exactly two dates are compared. */
  boolean comparesTwo() {
    return this == DIFFERENCE || this == CONCATENATION;
  }

  /** Whether it has weights to learn. */
  boolean learns() {
    return this == LINEAR || this == LTAE;
  }
}
