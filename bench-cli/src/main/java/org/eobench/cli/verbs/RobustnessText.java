package org.eobench.cli.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.cli.terminal.TextTable;
import org.eobench.core.run.robustness.RobustnessReport;

/** The table of scores under corruptions. */
final class RobustnessText {
  private static final int PERCENT = 100;

  private final RobustnessReport report;

  RobustnessText(RobustnessReport report) {
    this.report = report;
  }

  String text() {
    List<Integer> severities = report.rows().get(0).severities();
    List<String> header = new ArrayList<>(List.of("corruption", "0"));
    severities.forEach(severity -> header.add(String.valueOf(severity)));
    header.add("drop");
    Integer[] right = IntStream.range(1, header.size()).boxed().toArray(Integer[]::new);
    TextTable table = new TextTable(header, right);
    for (RobustnessReport.Row row : report.rows()) {
      List<String> cells = new ArrayList<>(List.of(row.corruption(), number(report.clean())));
      row.scores().forEach(score -> cells.add(number(score)));
      double drop = row.meanRelativeDrop();
      cells.add(Double.isNaN(drop) ? "-" : String.format(Locale.ROOT, "%.1f %%", PERCENT * drop));
      table.add(cells.toArray(String[]::new));
    }
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s of %s under corruptions, %d test samples, seed %d%n%n",
                report.metric(),
                report.run(),
                report.samples(),
                report.seed()));
    text.append(String.join("\n", table.lines())).append("\n");
    text.append(
        """

        Columns are severities; 0 is the clean score. The drop is the mean over the severities of the loss, as a share
        of the clean score; negative where corrupted images score better.
        """);
    for (RobustnessReport.Row row : report.rows()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s %s: %s.%n",
              row.corruption(),
              String.join(", ", row.strengths().stream().map(RobustnessText::brief).toList()),
              row.measure()));
    }
    report
        .skipped()
        .forEach(
            (name, reason) ->
                text.append(
                    String.format(Locale.ROOT, "Not applied: %s, since %s.%n", name, reason)));
    return text.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String brief(double strength) {
    return strength == Math.rint(strength)
        ? String.valueOf((long) strength)
        : String.valueOf(strength);
  }
}
