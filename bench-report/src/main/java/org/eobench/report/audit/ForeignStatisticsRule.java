package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.eobench.core.provenance.Provenance;
import org.eobench.report.runs.StoredRun;

/** Data sets that are normalised by the statistics of another one. */
final class ForeignStatisticsRule implements AuditRule {
  @Override
  public String name() {
    return "ForeignStatistics";
  }

  @Override
  public String rule() {
    return "two data sets with different test files have the same band statistics to all digits";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    Map<String, List<StoredRun>> byStatistics = new LinkedHashMap<>();
    for (StoredRun run : runs.runs()) {
      Provenance made = run.record().provenance();
      if (made != null) {
        Objects.requireNonNullElse(made.data().statisticsSha256(), Map.<String, String>of())
            .forEach(
                (modality, hash) ->
                    byStatistics.computeIfAbsent(hash, any -> new ArrayList<>()).add(run));
      }
    }
    List<AuditFinding> findings = new ArrayList<>();
    for (List<StoredRun> same : byStatistics.values()) {
      TreeSet<String> datasets = new TreeSet<>();
      TreeSet<String> files = new TreeSet<>();
      for (StoredRun run : same) {
        datasets.add(run.outcome().facts().dataset());
        files.add(
            Objects.requireNonNull(run.record().provenance())
                .data()
                .filesSha256()
                .getOrDefault("test", ""));
      }
      if (datasets.size() > 1 && files.size() > 1) {
        findings.add(
            new AuditFinding(
                name(),
                AuditFinding.Severity.WARNING,
                String.join(", ", datasets)
                    + " are normalised by the same mean and standard deviation",
                same.stream()
                    .map(run -> AuditedRuns.row(run, run.outcome().facts().dataset()))
                    .distinct()
                    .toList(),
                "unless they show the same images, compute the statistics of each: `java -jar"
                    + " bench.jar stats dataset=NAME`"));
      }
    }
    return findings;
  }
}
