package org.eobench.core.metrics;

/** What becomes of a class that is in no target of the split. */
public enum AbsentClass {
  /**
   * It has no score and is left out of the means, which therefore go over the same classes for
   * every model. Where it is predicted all the same, the class that is there loses recall.
   */
  SKIP,
  /**
   * It is left out only where it is not predicted either; else it scores 0. A single pixel decides,
   * and the means of two models may go over different classes. As scikit-learn does by default, and
   * Pangaea while it trains.
   */
  SKIP_UNPREDICTED,
  /** It scores 0 and lowers the means, as in Pangaea's evaluation. */
  ZERO
}
