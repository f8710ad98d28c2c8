package org.eobench.report.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.report.format.Numbers;
import org.eobench.report.runs.LeftOut;
import org.eobench.report.table.Column;
import org.eobench.report.table.ReportTable;
import org.eobench.report.table.Row;
import org.eobench.report.table.Standing;

/**
 * A report as one HTML page. It loads nothing: its policy forbids every connection, and every
 * script except its own. Without scripts, the tables and sentences are there.
 */
public final class HtmlReport {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ReportTable table;
  private final List<LeftOut> leftOut;

  private HtmlReport(ReportTable table, List<LeftOut> leftOut) {
    this.table = table;
    this.leftOut = leftOut;
  }

  /**
   * The whole page.
   *
   * @param leftOut directories whose numbers are not used
   * @param now when it is made
   */
  public static String of(ReportTable table, List<LeftOut> leftOut, Instant now) {
    return new HtmlReport(table, leftOut).page(now);
  }

  private String page(Instant now) {
    Map<String, String> parts =
        Map.ofEntries(
            Map.entry("title", Html.escaped(title())),
            Map.entry("facts", Html.escaped(facts(now))),
            Map.entry("summary", summary()),
            Map.entry("scores", StaticTables.scores(table)),
            Map.entry("limits", list(table.limits())),
            Map.entry("remarks", remarks()),
            Map.entry("standing", StaticTables.standing(table)),
            Map.entry("calibrated", StaticTables.calibrated(table)),
            Map.entry("compressions", StaticTables.compressions(table)),
            Map.entry("leftout", leftOut()),
            Map.entry("footer", "Made by EO Bench on " + DAY.format(now) + "."));
    return StandalonePage.of(
        PageFiles.template(), parts, new PageData(table).json(), PageFiles.program());
  }

  private List<String> datasets() {
    return List.copyOf(
        table.columns().stream()
            .map(Column::dataset)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private String title() {
    List<String> datasets = datasets();
    return String.format(
        Locale.ROOT,
        "%s on %s",
        counted(table.methods().size(), "method"),
        datasets.size() > 3 ? counted(datasets.size(), "data set") : String.join(", ", datasets));
  }

  private String facts(Instant now) {
    String left = leftOut.isEmpty() ? "" : ", " + leftOut.size() + " left out";
    return String.format(
        Locale.ROOT,
        "%s%s · %s · %s",
        counted(table.runs(), "run"),
        left,
        counted(table.columns().size(), "column"),
        DAY.format(now));
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Who is first, and whether that can be told. */
  private String summary() {
    List<Row> placed = table.rows().stream().filter(row -> row.standing() != null).toList();
    if (placed.size() < 2) {
      return "";
    }
    Row first = placed.get(0);
    Standing place = first.standing();
    String rank = place == null ? "" : Numbers.decimals(place.rank(), 2);
    String text =
        String.format(
            Locale.ROOT,
            "<strong>%s</strong> has the best mean rank, %s of %d.",
            Html.escaped(first.label()),
            rank,
            placed.size());
    return "<p class=\"summary\">" + text + " " + Html.escaped(told(placed)) + "</p>";
  }

  private static String told(List<Row> placed) {
    String letters = letters(placed.get(0));
    if (letters.isEmpty()) {
      return "No test over data sets says whether that is more than chance.";
    }
    List<String> alike =
        placed.stream()
            .skip(1)
            .filter(row -> letters(row).chars().anyMatch(letter -> letters.indexOf(letter) >= 0))
            .map(Row::label)
            .toList();
    return alike.isEmpty()
        ? "Nemenyi's test tells it apart from all other methods."
        : String.format(
            Locale.ROOT,
            "Nemenyi's test cannot tell it apart from %s.",
            alike.size() > 4 ? counted(alike.size(), "other method") : String.join(", ", alike));
  }

  private static String letters(Row row) {
    Standing place = row.standing();
    return place == null ? "" : place.letters();
  }

  private String remarks() {
    return table.remarks().isEmpty()
        ? ""
        : "<h3>How the runs were grouped</h3>" + list(table.remarks());
  }

  private String leftOut() {
    if (leftOut.isEmpty()) {
      return "";
    }
    List<String> lines =
        leftOut.stream()
            .map(
                run ->
                    run.directory()
                        + ": "
                        + run.reason().words()
                        + (run.detail().isEmpty() ? "" : " – " + run.detail()))
            .toList();
    return "<section aria-labelledby=\"leftout-heading\"><h2 id=\"leftout-heading\">Runs that are"
        + " left out</h2><details><summary>"
        + counted(lines.size(), "run")
        + "</summary>"
        + list(lines)
        + "</details></section>";
  }

  private static String list(List<String> sentences) {
    return sentences.stream()
        .map(sentence -> "<li>" + Html.escaped(sentence) + "</li>")
        .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
  }
}
