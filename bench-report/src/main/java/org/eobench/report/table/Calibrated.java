package org.eobench.report.table;

/**
 * A model of a calibrated run.
 *
 * @param row label of its row
 * @param column label of its column
 * @param run name of the run
 * @param seed its seed
 * @param model {@code as trained}, {@code calibrated}, or one of them after {@code ensemble,} for
 *     the run and others together
 * @param temperature what its logits were divided by
 * @param ece expected calibration error on the test split, or NaN
 * @param nll negative log likelihood, or NaN
 * @param brier Brier score, or NaN
 */
public record Calibrated(
    String row,
    String column,
    String run,
    long seed,
    String model,
    double temperature,
    double ece,
    double nll,
    double brier) {
  /** Its name for people. */
  public String label() {
    return row + ", " + column + ", seed " + seed + ", " + model;
  }
}
