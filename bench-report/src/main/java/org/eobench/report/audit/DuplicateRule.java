package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.report.runs.StoredRun;

/** The same experiment more than once. */
final class DuplicateRule implements AuditRule {
  @Override
  public String name() {
    return "Duplicate";
  }

  @Override
  public String rule() {
    return "several runs have one fingerprint: the same configuration and seed";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding> findings = new ArrayList<>();
    runs.runs().stream()
        .collect(
            Collectors.groupingBy(
                run -> run.record().fingerprint(), LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(
            same -> {
              if (same.size() > 1) {
                findings.add(finding(same));
              }
            });
    return findings;
  }

  private AuditFinding finding(List<StoredRun> same) {
    boolean equal = same.stream().map(run -> run.outcome().scores()).distinct().count() == 1;
    return new AuditFinding(
        name(),
        equal ? AuditFinding.Severity.WARNING : AuditFinding.Severity.ERROR,
        String.format(
            Locale.ROOT,
            "one experiment was run %d times with %s",
            same.size(),
            equal ? "the same scores" : "different scores"),
        same.stream().map(run -> AuditedRuns.row(run, "ended " + run.record().ended())).toList(),
        equal
            ? "count it once"
            : "compare program, machine, data and weights in the run.json of these runs");
  }
}
