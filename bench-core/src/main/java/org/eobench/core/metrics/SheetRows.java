package org.eobench.core.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Builds a {@link ScoreSheet}, row by row, from the columns of the metrics. */
public final class SheetRows {
  /** The remark of every sheet about its last row, the best constant prediction. */
  private static final String CONSTANT =
      "The last row is the best constant prediction: a model below it has learnt nothing.";

  private final List<ScoreColumn> columns;
  private final List<ScoreColumn> constants;
  private final List<String> sentences;
  private final List<ScoreSheet.Row> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param columns columns of the model
   * @param constants the same columns for the constant prediction
   * @param sentences scores without a column
   */
  SheetRows(List<ScoreColumn> columns, List<ScoreColumn> constants, List<String> sentences) {
    this.columns = columns;
    this.constants = constants;
    this.sentences = sentences;
  }

  /** The headings of the columns with a unit. */
  public List<String> names(Metric.Unit unit) {
    return columns.stream().filter(c -> c.unit() == unit).map(ScoreColumn::name).toList();
  }

  /** A row for each class. */
  public SheetRows classes(List<ClassScores> classes) {
    for (int i = 0; i < classes.size(); i++) {
      int row = i;
      ClassScores one = classes.get(i);
      add("class", one.name(), values(columns, column -> column.ofClass(row)), one.actual());
    }
    return this;
  }

  /** A row of means or sums; omitted if no column has such a value. */
  public SheetRows summary(
      String kind, String name, ToDoubleFunction<ScoreColumn> value, long count) {
    List<Double> values = values(columns, value);
    if (!values.stream().allMatch(v -> Double.isNaN(v))) {
      add(kind, name, values, count);
    }
    return this;
  }

  /** A sentence below the table. */
  public SheetRows remark(String sentence) {
    remarks.add(sentence);
    return this;
  }

  /** The remark below a table of fractions: their unit, and the scores without a column. */
  public SheetRows percent() {
    List<String> plain = names(Metric.Unit.NONE);
    String unit = plain.isEmpty() ? "" : ", except for " + String.join(", ", plain);
    String text = String.join(", ", sentences);
    String more =
        text.isEmpty()
            ? ""
            : " " + text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    return remark("Scores in percent" + unit + "." + more);
  }

  /**
   * Returns the sheet, with the constant prediction as the last row.
   *
   * @param subject subject of a row, such as {@code class}
   * @param counted unit of the counts, such as {@code pixels}
   * @param constant name of the constant prediction
   */
  public ScoreSheet sheet(String subject, String counted, String constant, long count) {
    add("constant", constant, values(constants, ScoreColumn::mean), count);
    remarks.add(CONSTANT);
    List<ScoreSheet.Column> heads =
        columns.stream()
            .map(c -> new ScoreSheet.Column(c.name(), c.unit() == Metric.Unit.FRACTION))
            .toList();
    return new ScoreSheet(subject, heads, counted, rows, remarks);
  }

  private void add(String kind, String name, List<Double> values, long count) {
    rows.add(new ScoreSheet.Row(kind, name, values, count));
  }

  private static List<Double> values(
      List<ScoreColumn> columns, ToDoubleFunction<ScoreColumn> value) {
    return columns.stream().map(value::applyAsDouble).toList();
  }
}
