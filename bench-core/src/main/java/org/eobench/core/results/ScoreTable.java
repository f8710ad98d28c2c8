package org.eobench.core.results;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.metrics.ScoreSheet;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** The scores of a run as a Tablesaw table: one row per class or quantity, then the means. */
final class ScoreTable {
  private static final DecimalFormatSymbols SYMBOLS = new DecimalFormatSymbols(Locale.ROOT);
  private static final DecimalFormat PERCENTAGE = new DecimalFormat("0.00", SYMBOLS);
  private static final DecimalFormat VALUE = new DecimalFormat("0.0000", SYMBOLS);
  private static final DecimalFormat WHOLE = new DecimalFormat("0", SYMBOLS);
  private static final double PERCENT = 100;

  private ScoreTable() {}

  /** The table for people: fractions in percent, rounded. */
  static Table forPeople(ScoreSheet sheet) {
    Table table = of(sheet, column -> column.fraction() ? PERCENT : 1);
    for (ScoreSheet.Column column : sheet.columns()) {
      DecimalFormat format = column.fraction() ? PERCENTAGE : VALUE;
      ((DoubleColumn) table.column(column.name()))
          .setPrintFormatter(new NumberColumnFormatter(format, "-"));
    }
    return table;
  }

  /** The table for programs, in full precision. */
  static Table forPrograms(ScoreSheet sheet) {
    return of(sheet, column -> 1);
  }

  private static Table of(ScoreSheet sheet, ToDoubleFunction<ScoreSheet.Column> scale) {
    List<ScoreSheet.Row> rows = sheet.rows();
    Table table =
        Table.create(
            StringColumn.create(sheet.subject(), rows.stream().map(ScoreSheet.Row::name).toList()));
    for (int i = 0; i < sheet.columns().size(); i++) {
      ScoreSheet.Column column = sheet.columns().get(i);
      int index = i;
      double factor = scale.applyAsDouble(column);
      double[] values =
          rows.stream().mapToDouble(row -> factor * row.values().get(index)).toArray();
      table.addColumns(DoubleColumn.create(column.name(), values));
    }
    long[] counts = rows.stream().mapToLong(ScoreSheet.Row::count).toArray();
    LongColumn counted = LongColumn.create(sheet.counted(), counts);
    // Tablesaw's own formatter uses the locale of the machine.
    counted.setPrintFormatter(new NumberColumnFormatter(WHOLE, "-"));
    return table.addColumns(counted);
  }

  /** The text below the table: the conditions and the limits of the scores. */
  static String remarks(RunResult result) {
    RunFacts facts = result.facts();
    String seeds =
        String.format(
            Locale.ROOT,
            "n=1 (seed %d), no interval: one run does not tell how much scores vary between seeds.",
            facts.seed());
    List<String> odd = facts.warnings().stream().map(line -> "warning: " + line).toList();
    return Stream.of(result.scores().sheet().remarks(), facts.remarks(), List.of(seeds), odd)
        .flatMap(List::stream)
        .collect(Collectors.joining("\n"));
  }
}
