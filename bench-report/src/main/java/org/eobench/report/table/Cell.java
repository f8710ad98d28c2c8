package org.eobench.report.table;

import java.util.List;
import org.eobench.report.runs.StoredRun;

/**
 * The repetitions of one experiment.
 *
 * @param runs the runs by seed; empty for a constant prediction
 * @param values the score of each run
 * @param mean their mean
 * @param low lower end of the 95 % interval of the mean, or NaN
 * @param high upper end, or NaN
 * @param basis what the interval is over
 * @param letters groups of the cell in its column: cells that share a letter cannot be told apart;
 *     empty if that was not tested
 */
public record Cell(
    List<StoredRun> runs,
    List<Double> values,
    double mean,
    double low,
    double high,
    Basis basis,
    String letters) {
  public Cell {
    runs = List.copyOf(runs);
    values = List.copyOf(values);
  }

  /** Number of runs; 0 for a constant prediction. */
  public int n() {
    return runs.size();
  }

  /** Whether there is an interval. */
  public boolean hasInterval() {
    return basis != Basis.NONE && !Double.isNaN(low) && !Double.isNaN(high);
  }

  Cell lettered(String groups) {
    return new Cell(runs, values, mean, low, high, basis, groups);
  }
}
