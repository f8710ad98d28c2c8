package org.eobench.report.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.report.text.Markdown;

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

  /** Each group with what is the same, then its other checks in a line each; then the verdict. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    Map<String, List<GateCheck>> groups =
        checks.stream()
            .collect(
                Collectors.groupingBy(GateCheck::group, LinkedHashMap::new, Collectors.toList()));
    groups.forEach(
        (group, own) -> {
          List<String> same = own.stream().filter(GateReport::isSame).map(GateCheck::name).toList();
          lines.add(same.isEmpty() ? group : group + ": the same " + String.join(", ", same));
          own.stream()
              .filter(check -> !isSame(check))
              .forEach(
                  check ->
                      lines.add(
                          String.format(
                              Locale.ROOT,
                              "  %-4s  %s: %s",
                              check.status().mark(),
                              check.name(),
                              check.message())));
        });
    lines.addAll(remarks);
    lines.add(verdict());
    return lines;
  }

  private static boolean isSame(GateCheck check) {
    return check.status() == GateCheck.Status.PASSED && GroupChecks.IDENTITY.contains(check.name());
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
              Markdown.escaped(check.group()),
              Markdown.escaped(check.name()),
              Markdown.escaped(check.message())));
    }
    remarks.forEach(remark -> text.append("\n- ").append(Markdown.escaped(remark)));
    return text.append(remarks.isEmpty() ? "" : "\n").toString();
  }
}
