package org.eobench.testing.golden;

/** How one golden case ended. */
public enum GoldenStatus {
  /** Every recorded array was met within its tolerance. */
  PASS,
  /** An array was missed, or the component failed. */
  FAIL,
  /** Nothing here covers the component, or the case records a key that its check does not read. */
  SKIP,
  /** The case records a fault of the original that is not copied; all the rest was met. */
  QUIRK
}
