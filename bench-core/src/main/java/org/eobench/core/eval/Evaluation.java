package org.eobench.core.eval;

/** The outcome of an evaluation. */
public interface Evaluation {
  /** Number of samples scored. */
  int samples();

  /** The scores of all of them together. */
  Scores scores();

  /** The scores as a table. */
  ScoreSheet sheet();
}
