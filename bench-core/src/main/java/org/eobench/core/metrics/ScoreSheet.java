package org.eobench.core.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Scores in table form, for any renderer.
 *
 * @param subject subject of a row, such as {@code class}
 * @param columns the scores of each row
 * @param counted unit of the counts, such as {@code pixels}
 * @param rows one row per class or quantity, then means, then the best constant prediction
 * @param remarks sentences below the table
 */
public record ScoreSheet(
    String subject, List<Column> columns, String counted, List<Row> rows, List<String> remarks) {

  /**
   * The column of a score.
   *
   * @param fraction whether people see it in percent
   */
  public record Column(String name, boolean fraction) {}

  /**
   * A row of the table.
   *
   * @param kind {@code class}, {@code value}, {@code mean}, {@code micro}, {@code weighted} or
   *     {@code constant}
   * @param name name of the class or quantity, or the meaning of the row
   * @param values one value per column; NaN if missing
   * @param count number of pixels or images
   */
  public record Row(String kind, String name, List<Double> values, long count) {
    public Row {
      values = List.copyOf(values);
    }
  }

  public ScoreSheet {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    remarks = List.copyOf(remarks);
    for (Row row : rows) {
      if (row.values().size() != columns.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%d values for %d columns in %s",
                row.values().size(),
                columns.size(),
                row));
      }
    }
  }
}
