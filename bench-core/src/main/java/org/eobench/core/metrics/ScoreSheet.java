package org.eobench.core.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Scores laid out as a table, which anything may render.
 *
 * @param subject what a row is about, such as {@code class}
 * @param columns the scores of each row
 * @param counted what the rows count, such as {@code pixels}
 * @param rows one for each class or quantity, then means, then the best constant prediction
 * @param remarks sentences that belong below the table
 */
public record ScoreSheet(
    String subject, List<Column> columns, String counted, List<Row> rows, List<String> remarks) {

  /**
   * A score.
   *
   * @param fraction whether people are told it in percent
   */
  public record Column(String name, boolean fraction) {}

  /**
   * One line.
   *
   * @param kind {@code class}, {@code value}, {@code mean}, {@code micro}, {@code weighted} or
   *     {@code constant}
   * @param name of the class or quantity, or what the line means
   * @param values one for each column; NaN where there is none
   * @param count how many pixels or images it is about
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
