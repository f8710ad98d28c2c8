package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eobench.report.runs.StoredRun;

/** Models that do not beat what needs no learned features. */
final class BelowFloorRule implements AuditRule {
  @Override
  public String name() {
    return "BelowFloor";
  }

  @Override
  public String rule() {
    return "a run scores no better than the best constant prediction, or worse than the mean of"
        + " pixel statistics (image_stats) or random features (rcf) with the same decoder and as"
        + " many labels";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding> findings = new ArrayList<>();
    for (List<StoredRun> column : runs.columns()) {
      Map<List<Object>, Map<String, Double>> floors = floors(column);
      List<AuditFinding.Row> rows = new ArrayList<>();
      for (StoredRun run : column) {
        String below = below(run, floors);
        if (!below.isEmpty()) {
          rows.add(AuditedRuns.row(run, below));
        }
      }
      if (!rows.isEmpty()) {
        findings.add(
            new AuditFinding(
                name(),
                AuditFinding.Severity.ERROR,
                String.format(
                    Locale.ROOT,
                    "%d of %d runs on %s are below a floor",
                    rows.size(),
                    column.size(),
                    column.get(0).outcome().facts().dataset()),
                rows,
                "check weights, band order and learning rate of these runs before their numbers"
                    + " are shown"));
      }
    }
    return findings;
  }

  /** The mean score of each floor, by what it has in common with the runs that it is for. */
  private static Map<List<Object>, Map<String, Double>> floors(List<StoredRun> column) {
    return column.stream()
        .filter(run -> AuditedRuns.isFloor(run) && !Double.isNaN(AuditedRuns.score(run)))
        .collect(
            Collectors.groupingBy(
                BelowFloorRule::alike,
                Collectors.groupingBy(
                    AuditedRuns::encoder,
                    TreeMap::new,
                    Collectors.averagingDouble(AuditedRuns::score))));
  }

  private static List<Object> alike(StoredRun run) {
    return List.of(AuditedRuns.decoder(run), AuditedRuns.labels(run));
  }

  private static String below(StoredRun run, Map<List<Object>, Map<String, Double>> floors) {
    double score = AuditedRuns.score(run);
    Double constant = run.outcome().constant().get(run.outcome().bestMetric());
    if (constant != null
        && !Double.isNaN(constant)
        && !AuditedRuns.metric(run).isBetter(score, constant)) {
      return "the best constant prediction scores " + AuditedRuns.number(run, constant);
    }
    if (AuditedRuns.isFloor(run)) {
      return "";
    }
    for (Map.Entry<String, Double> floor : floors.getOrDefault(alike(run), Map.of()).entrySet()) {
      if (AuditedRuns.metric(run).isBetter(floor.getValue(), score)) {
        return floor.getKey() + " scores " + AuditedRuns.number(run, floor.getValue());
      }
    }
    return "";
  }
}
