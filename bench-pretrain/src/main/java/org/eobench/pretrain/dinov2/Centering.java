package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Turns the teacher's scores into probabilities such that the teacher does not collapse to one
 * prototype.
 */
sealed interface Centering permits MovingCentre, SinkhornKnopp {
  /**
   * The probabilities of scores, and takes note of the scores for the following steps.
   *
   * @param scores {@code [B,K]}, of all samples at once
   * @param temperature scalar that divides the scores
   * @return {@code [B,K]}, rows with the sum 1
   */
  NDArray probabilities(NDArray scores, NDArray temperature);

  /** Ends a step whose update was made. */
  void endStep();

  /** Forgets the scores of a step whose update was not made. */
  void abandonStep();

  /** What later steps depend on, by name; live. */
  Map<String, NDArray> state();
}
