package org.eobench.testing.golden;

/** The result of one golden case. */
public enum GoldenStatus {
  /** Every recorded array matched within its tolerance. */
  PASS,
  /** An array did not match, or the component failed. */
  FAIL,
  /** No check covers the component, or the case contains a key that its check does not read. */
  SKIP,
  /**
   * The case records a fault of the original that EO Bench does not reproduce; all other arrays
   * matched.
   */
  QUIRK
}
