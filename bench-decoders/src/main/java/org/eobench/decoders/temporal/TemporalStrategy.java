package org.eobench.decoders.temporal;

/** How the maps of several dates are fused. */
public enum TemporalStrategy {
  /** No fusion: there must be one date, or an encoder that merges dates itself. */
  NONE,
  /** A weighted sum of dates with weights that all features and levels share. */
  LINEAR,
  /** Attention over dates at every position: {@link Ltae2d}. */
  LTAE,
  /** The mean over dates. */
  MEAN,
  /** The maximum of each feature over dates. */
  MAX,
  /** The second of two dates minus the first, for change detection. */
  DIFFERENCE,
  /** The features of both of two dates, the first date first, for change detection. */
  CONCATENATION,
  /** All dates of the first feature, then of the next feature: {@code T·D} features. */
  STACK;

  /** Whether the strategy compares exactly two dates. */
  boolean comparesTwo() {
    return this == DIFFERENCE || this == CONCATENATION;
  }

  /** Whether the strategy has weights to train. */
  boolean learns() {
    return this == LINEAR || this == LTAE;
  }
}
