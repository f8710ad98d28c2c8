package org.eobench.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The checks of a gate.
 *
 * @param checks all checks, by group
 * @param remarks what a reader must know
 */
public record GateReport(List<GateCheck> checks, List<String> remarks) {
  public GateReport {
    checks = List.copyOf(checks);
    remarks = List.copyOf(remarks);
  }

  /** Whether no check failed. */
  public boolean passed() {
    return count(GateCheck.Status.FAILED) == 0;
  }

  /** The number of checks with a result. */
  public long count(GateCheck.Status status) {
    return checks.stream().filter(check -> check.status() == status).count();
  }

  /** The verdict in one line. */
  public String verdict() {
    long failed = count(GateCheck.Status.FAILED);
    long done = failed + count(GateCheck.Status.PASSED);
    return failed == 0
        ? String.format(Locale.ROOT, "gate passed: %d checks", done)
        : String.format(Locale.ROOT, "gate FAILED: %d of %d checks", failed, done);
  }

  /** The verdict, failed checks, and the scores; other checks only if asked for. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (GateCheck check : checks) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-4s  %s, %s: %s",
              check.status().mark(),
              check.group(),
              check.name(),
              check.message()));
    }
    lines.addAll(remarks);
    lines.add(verdict());
    return lines;
  }

  /** A page for the summary of a job. */
  public String markdown() {
    StringBuilder text = new StringBuilder("### ").append(verdict()).append("\n\n");
    text.append("| | what | check | found |\n| --- | --- | --- | --- |\n");
    for (GateCheck check : checks) {
      String mark = check.status() == GateCheck.Status.FAILED ? "**FAIL**" : check.status().mark();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s |\n",
              mark,
              escaped(check.group()),
              escaped(check.name()),
              escaped(check.message())));
    }
    remarks.forEach(remark -> text.append("\n- ").append(escaped(remark)));
    return text.append(remarks.isEmpty() ? "" : "\n").toString();
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_|<>\\[\\]])", "\\\\$1").replace("\n", " ");
  }
}
