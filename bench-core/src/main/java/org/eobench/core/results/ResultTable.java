package org.eobench.core.results;

import java.io.StringWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.metrics.ScoreSheet;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * The result of one run: the scores of each class or quantity, their means, and the best constant
 * prediction as the lower bound. The one user of Tablesaw.
 */
public final class ResultTable {
  private static final DecimalFormatSymbols SYMBOLS = new DecimalFormatSymbols(Locale.ROOT);
  private static final DecimalFormat PERCENTAGE = new DecimalFormat("0.00", SYMBOLS);
  private static final DecimalFormat VALUE = new DecimalFormat("0.0000", SYMBOLS);
  private static final DecimalFormat WHOLE = new DecimalFormat("0", SYMBOLS);
  private static final double PERCENT = 100;

  private final RunFacts facts;
  private final ScoreSheet sheet;

  public ResultTable(RunFacts facts, ScoreSheet sheet) {
    this.facts = facts;
    this.sheet = sheet;
  }

  /** For people at a terminal: fractions in percent, and what they were made under. */
  public String text() {
    return String.format(
        Locale.ROOT,
        """
        %s split of %s (version %d), %d samples, protocol %s
        encoder %s (weights: %s, finetune: %s), decoder %s, %s

        %s

        %s
        """,
        facts.split(),
        facts.dataset(),
        facts.datasetVersion(),
        facts.samples(),
        facts.protocol(),
        facts.encoder(),
        facts.weights(),
        facts.finetune(),
        facts.decoder(),
        facts.checkpoint(),
        forPeople().printAll().stripTrailing(),
        remarks());
  }

  /** For programs: everything in full precision, each row with all facts. */
  public String csv() {
    Table table = scores(column -> 1);
    StringColumn kinds =
        StringColumn.create("kind", sheet.rows().stream().map(ScoreSheet.Row::kind).toList());
    table.insertColumn(0, kinds);
    table.columns().forEach(column -> column.setName(key(column.name())));
    facts.fields().forEach((name, value) -> table.addColumns(repeated(name, value, table)));
    StringWriter out = new StringWriter();
    table.write().csv(out);
    return out.toString();
  }

  /** The name of a column as programs like it. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  /** For reports: the table of {@link #text()} in Markdown. */
  public String markdown() {
    Table table = forPeople();
    String items =
        facts.fields().entrySet().stream()
            .map(field -> "- " + field.getKey() + ": " + field.getValue())
            .collect(Collectors.joining("\n"));
    String head = cells(table.columnNames().stream());
    String rule =
        cells(table.columns().stream().map(c -> c instanceof StringColumn ? ":--" : "--:"));
    String body =
        IntStream.range(0, table.rowCount())
            .mapToObj(row -> cells(table.columns().stream().map(column -> column.getString(row))))
            .collect(Collectors.joining("\n"));
    return String.join("\n", items, "", head, rule, body, "", remarks(), "");
  }

  private Table forPeople() {
    Table table = scores(column -> column.fraction() ? PERCENT : 1);
    for (ScoreSheet.Column column : sheet.columns()) {
      DecimalFormat format = column.fraction() ? PERCENTAGE : VALUE;
      ((DoubleColumn) table.column(column.name()))
          .setPrintFormatter(new NumberColumnFormatter(format, "-"));
    }
    return table;
  }

  private Table scores(ToDoubleFunction<ScoreSheet.Column> scale) {
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
    // Tablesaw's own prints the digits of the machine's language.
    counted.setPrintFormatter(new NumberColumnFormatter(WHOLE, "-"));
    return table.addColumns(counted);
  }

  private static Column<?> repeated(String name, String value, Table table) {
    return StringColumn.create(name, IntStream.range(0, table.rowCount()).mapToObj(i -> value));
  }

  private static String cells(Stream<String> values) {
    return values
        .map(value -> value.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private String remarks() {
    String seeds =
        String.format(
            Locale.ROOT,
            "n=1 (seed %d), no interval: one run does not tell how much scores vary between seeds.",
            facts.seed());
    List<String> odd = facts.warnings().stream().map(line -> "warning: " + line).toList();
    return Stream.of(sheet.remarks(), facts.remarks(), List.of(seeds), odd)
        .flatMap(List::stream)
        .collect(Collectors.joining("\n"));
  }
}
