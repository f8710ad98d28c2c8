package example;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.results.ResultWriter;
import org.eobench.core.results.RunFacts;
import org.eobench.core.results.RunResult;

/** {@code results.html}: the table of scores as a page, below the conditions of the run. */
final class HtmlWriter implements ResultWriter {
  @Override
  public String file() {
    return "results.html";
  }

  @Override
  public void write(RunResult result, OutputStream out) throws IOException {
    RunFacts facts = result.facts();
    ScoreSheet sheet = result.scores().sheet();
    List<String> lines = new ArrayList<>();
    lines.add("<!DOCTYPE html>");
    lines.add("<meta charset=\"utf-8\">");
    lines.add("<title>" + text(facts.run()) + "</title>");
    lines.add(
        String.format(
            Locale.ROOT,
            "<p>%s and %s on %s, %d samples of the %s split, seed %d</p>",
            text(facts.encoder()),
            text(facts.decoder()),
            text(facts.dataset()),
            facts.samples(),
            text(facts.split()),
            facts.seed()));
    lines.add("<table>");
    Stream<String> names = sheet.columns().stream().map(ScoreSheet.Column::name);
    lines.add(row("th", sheet.subject(), names, sheet.counted()));
    for (ScoreSheet.Row row : sheet.rows()) {
      Stream<String> values = row.values().stream().map(HtmlWriter::number);
      lines.add(row("td", row.name(), values, String.valueOf(row.count())));
    }
    lines.add("</table>");
    sheet.remarks().forEach(remark -> lines.add("<p>" + text(remark) + "</p>"));
    out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String row(String tag, String first, Stream<String> middle, String last) {
    return Stream.of(Stream.of(first), middle, Stream.of(last))
        .flatMap(cells -> cells)
        .map(cell -> String.format(Locale.ROOT, "<%1$s>%2$s</%1$s>", tag, text(cell)))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String text(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
