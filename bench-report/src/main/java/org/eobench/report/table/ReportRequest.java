package org.eobench.report.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to see of some runs.
 *
 * @param rows conditions that name the rows, such as {@code encoder}
 * @param columns conditions that name the columns, such as {@code dataset} and {@code decoder}
 * @param metric metric of all columns; null for the one that selected the checkpoints
 * @param where value by condition: only runs with these are used
 * @param resamples draws over test samples for the interval of a single run; 0 for none
 */
public record ReportRequest(
    List<String> rows,
    List<String> columns,
    @Nullable String metric,
    Map<String, String> where,
    int resamples) {
  /** Draws that keep the ends of a 95 % interval within about 4 % of its width. */
  public static final int RESAMPLES = 1_000;

  /** Encoders by data set and decoder, all runs, the metric of each column's own. */
  public static final ReportRequest DEFAULT =
      new ReportRequest(
          List.of("encoder"), List.of("dataset", "decoder"), null, Map.of(), RESAMPLES);

  public ReportRequest {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    where = Map.copyOf(new LinkedHashMap<>(where));
  }
}
