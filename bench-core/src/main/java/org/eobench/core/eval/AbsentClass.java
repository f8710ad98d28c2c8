package org.eobench.core.eval;

/** What becomes of a class with no pixel in any target nor in any prediction. */
public enum AbsentClass {
  /** It has no score and is left out of the means: nothing was asked and nothing was answered. */
  SKIP,
  /** It scores 0 and lowers the means, as in Pangaea. */
  ZERO
}
