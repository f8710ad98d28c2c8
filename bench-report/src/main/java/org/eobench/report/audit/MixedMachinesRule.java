package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.provenance.Threads;
import org.eobench.report.runs.Machine;
import org.eobench.report.runs.StoredRun;

/** Times that were measured on different machines. */
final class MixedMachinesRule implements AuditRule {
  @Override
  public String name() {
    return "MixedMachines";
  }

  @Override
  public String rule() {
    return "runs of one column ran on several processors, devices or numbers of threads";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding> findings = new ArrayList<>();
    for (List<StoredRun> column : runs.columns()) {
      Map<String, List<StoredRun>> machines = new LinkedHashMap<>();
      for (StoredRun run : column) {
        Provenance made = run.record().provenance();
        if (made != null) {
          machines.computeIfAbsent(machine(made), any -> new ArrayList<>()).add(run);
        }
      }
      if (machines.size() > 1) {
        List<AuditFinding.Row> rows = new ArrayList<>();
        machines.forEach(
            (machine, on) ->
                rows.add(
                    new AuditFinding.Row(
                        AuditedRuns.name(on.get(0)),
                        on.size() == 1
                            ? machine
                            : String.format(
                                Locale.ROOT, "%s, like %d other runs", machine, on.size() - 1))));
        findings.add(
            new AuditFinding(
                name(),
                AuditFinding.Severity.WARNING,
                String.format(
                    Locale.ROOT,
                    "the times of %s come from %d machines",
                    column.get(0).outcome().facts().dataset(),
                    machines.size()),
                rows,
                "compare scores, but no times; run again on one machine to compare times"));
      }
    }
    return findings;
  }

  private static String machine(Provenance made) {
    Threads threads = made.threads();
    return Machine.of(made.environment())
        + (threads == null ? "" : ", " + threads.intraOp() + " threads");
  }
}
