package org.eobench.core.eval;

import org.eobench.core.metrics.Measures;
import org.eobench.core.metrics.ScoreSheet;

/** The outcome of an evaluation. */
public interface Evaluation {
  /** Number of samples scored. */
  int samples();

  /** The scores of all of them together. */
  Measures scores();

  /** The scores as a table. */
  ScoreSheet sheet();
}
