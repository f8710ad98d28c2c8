package org.eobench.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.terminal.Wrap;
import org.eobench.report.audit.AuditFinding;
import org.eobench.report.runs.FoundRuns;

/** The findings of an audit for people. */
final class AuditText {
  private static final int MOST_ROWS = 8;

  private AuditText() {}

  /**
   * The text.
   *
   * @param runs number of audited runs
   * @param width columns of the terminal
   */
  static String of(int runs, List<AuditFinding> findings, FoundRuns found, int width) {
    List<String> lines = new ArrayList<>();
    for (AuditFinding finding : findings) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %s: %s",
              finding.severity().name().toLowerCase(Locale.ROOT),
              finding.rule(),
              finding.what()));
      finding.rows().stream()
          .limit(MOST_ROWS)
          .forEach(row -> lines.add("  " + row.run() + ": " + row.detail()));
      if (finding.rows().size() > MOST_ROWS) {
        lines.add("  and " + (finding.rows().size() - MOST_ROWS) + " more");
      }
      lines.add("  next: " + finding.next());
      lines.add("");
    }
    found.sentences().forEach(lines::add);
    long errors =
        findings.stream()
            .filter(finding -> finding.severity() == AuditFinding.Severity.ERROR)
            .count();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d runs audited: %s, %s",
            runs,
            counted(errors, "error"),
            counted(findings.size() - errors, "warning")));
    return Wrap.text(String.join("\n", lines), width) + "\n";
  }

  private static String counted(long count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }
}
