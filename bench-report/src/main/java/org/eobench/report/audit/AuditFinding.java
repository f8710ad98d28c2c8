package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * A fault in a set of runs.
 *
 * @param rule name of the rule, such as {@code BelowFloor}
 * @param severity whether the numbers are wrong, or may mislead
 * @param what what was found, as a sentence
 * @param rows the runs, each with the numbers that show it
 * @param next what to do
 */
public record AuditFinding(
    String rule, Severity severity, String what, List<Row> rows, String next) {
  /** What a finding means for a table of the runs. */
  public enum Severity {
    /** Numbers are wrong, or are not what their row says. */
    ERROR,
    /** Numbers may mislead. */
    WARNING
  }

  /**
   * A run that a finding speaks of.
   *
   * @param run name of its directory
   * @param detail the numbers; may be empty
   */
  public record Row(String run, String detail) {}

  public AuditFinding {
    rows = List.copyOf(rows);
  }

  /**
   * A warning that begins with the number of its runs.
   *
   * @param what the rest of the sentence, such as {@code runs were best at their last validation}
   */
  static AuditFinding ofRuns(String rule, String what, List<Row> rows, String next) {
    return new AuditFinding(rule, Severity.WARNING, rows.size() + " " + what, rows, next);
  }

  /** This finding with the rows of another that says the same. */
  AuditFinding and(AuditFinding other) {
    List<Row> all = new ArrayList<>(rows);
    all.addAll(other.rows);
    return new AuditFinding(rule, severity, what, all, next);
  }
}
