package org.eobench.core.results;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.metrics.ScoreSheet;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** {@code results.csv}, for programs: full precision, and all facts in every row. */
public final class CsvWriter implements ResultWriter {
  @Override
  public String file() {
    return "results.csv";
  }

  @Override
  public void write(RunResult result, OutputStream out) throws IOException {
    ScoreSheet sheet = result.scores().sheet();
    Table table = ScoreTable.forPrograms(sheet);
    StringColumn kinds =
        StringColumn.create("kind", sheet.rows().stream().map(row -> row.kind()).toList());
    table.insertColumn(0, kinds);
    table.columns().forEach(column -> column.setName(key(column.name())));
    result
        .facts()
        .fields()
        .forEach((name, value) -> table.addColumns(repeated(name, value, table)));
    StringWriter csv = new StringWriter();
    table.write().csv(csv);
    out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The name of a column for programs. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  private static Column<?> repeated(String name, String value, Table table) {
    return StringColumn.create(name, IntStream.range(0, table.rowCount()).mapToObj(i -> value));
  }
}
