package org.eobench.core.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** {@code results.md}, for reports: the facts as a list and the table in Markdown. */
public final class MarkdownWriter implements ResultWriter {
  @Override
  public String file() {
    return "results.md";
  }

  @Override
  public void write(RunResult result, OutputStream out) throws IOException {
    Table table = ScoreTable.forPeople(result.scores().sheet());
    String items =
        result.facts().fields().entrySet().stream()
            .map(field -> "- " + field.getKey() + ": " + field.getValue())
            .collect(Collectors.joining("\n"));
    String head = cells(table.columnNames().stream());
    String rule =
        cells(table.columns().stream().map(c -> c instanceof StringColumn ? ":--" : "--:"));
    String body =
        IntStream.range(0, table.rowCount())
            .mapToObj(row -> cells(table.columns().stream().map(column -> column.getString(row))))
            .collect(Collectors.joining("\n"));
    String page =
        String.join("\n", items, "", head, rule, body, "", ScoreTable.remarks(result), "");
    out.write(page.getBytes(StandardCharsets.UTF_8));
  }

  private static String cells(Stream<String> values) {
    return values
        .map(value -> value.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
