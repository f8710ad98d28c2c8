package org.eobench.core.metrics;

/** The treatment of a class that is in no target of the split. */
public enum AbsentClass {
  /**
   * It has no score and is excluded from the means, which are therefore over the same classes for
   * every model. If it is predicted nevertheless, the true class loses recall.
   */
  SKIP,
  /**
   * It is excluded only if it is not predicted either; otherwise it scores 0. A single pixel
   * decides, and the means of two models may be over different classes. This is scikit-learn's
   * default, and Pangaea's behaviour in training.
   */
  SKIP_UNPREDICTED,
  /** It scores 0 and lowers the means, as in Pangaea's evaluation. */
  ZERO
}
