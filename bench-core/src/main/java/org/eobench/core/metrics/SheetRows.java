package org.eobench.core.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Lays out a {@link ScoreSheet}, row by row, from the columns of the metrics. */
public final class SheetRows {
  /** The remark of every sheet, which ends with the best constant prediction. */
  private static final String CONSTANT =
      "The last row is the best constant prediction: a model below it has learnt nothing.";

  private final List<ScoreColumn> columns;
  private final List<ScoreColumn> constants;
  private final List<String> sentences;
  private final List<ScoreSheet.Row> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param columns of the model
   * @param constants the same columns of the constant prediction
   * @param sentences scores that have no column
   */
  SheetRows(List<ScoreColumn> columns, List<ScoreColumn> constants, List<String> sentences) {
    this.columns = columns;
    this.constants = constants;
    this.sentences = sentences;
  }

  /** The heads of the columns whose values have a unit. */
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

  /** A row of means or sums; left out where no column has such a value. */
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

  /** What stands below a table whose scores are fractions: their unit, and scores in a sentence. */
  public SheetRows percent() {
    List<String> plain = names(Metric.Unit.NONE);
    String unit = plain.isEmpty() ? "" : ", but for " + String.join(", ", plain);
    String text = String.join(", ", sentences);
    String more =
        text.isEmpty()
            ? ""
            : " " + text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    return remark("Scores in percent" + unit + "." + more);
  }

  /**
   * The sheet, with the row of the constant prediction at its end.
   *
   * @param subject what a row is about, such as {@code class}
   * @param counted what the rows count, such as {@code pixels}
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
