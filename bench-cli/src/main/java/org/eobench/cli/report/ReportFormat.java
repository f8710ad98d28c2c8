package org.eobench.cli.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.report.format.CsvReport;
import org.eobench.report.format.JsonReport;
import org.eobench.report.format.LatexReport;
import org.eobench.report.format.MarkdownReport;
import org.eobench.report.page.HtmlReport;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.table.ReportTable;

/** A format of a report. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
enum ReportFormat {
  TEXT("txt", (table, found, width) -> String.join("\n", ReportText.lines(table, width)) + "\n"),
  CSV("csv", (table, found, width) -> CsvReport.of(table)),
  MD("md", (table, found, width) -> MarkdownReport.of(table)),
  LATEX("tex", (table, found, width) -> LatexReport.of(table)),
  JSON("json", (table, found, width) -> JsonReport.of(table)),
  HTML("html", (table, found, width) -> HtmlReport.of(table, found.leftOut(), Instant.now()));

  private interface Writer {
    String text(ReportTable table, FoundRuns found, int width);
  }

  /** Columns of a text file, which nobody's terminal limits. */
  static final int FILE_WIDTH = 120;

  private final String suffix;
  private final Writer writer;

  ReportFormat(String suffix, Writer writer) {
    this.suffix = suffix;
    this.writer = writer;
  }

  /**
   * The report.
   *
   * @param found the runs of the table, and those that it leaves out
   * @param width columns of a text
   */
  String text(ReportTable table, FoundRuns found, int width) {
    return writer.text(table, found, width);
  }

  /** Its file in an output folder. */
  String file() {
    return "report." + suffix;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(ReportFormat::key).toList();
  }

  static ReportFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    ExitCode.USAGE,
                    Problem.of("UnknownFormat", "a report has no format " + name)
                        .at("--format=" + name)
                        .expecting(Suggest.sentence(name, names()))));
  }
}
