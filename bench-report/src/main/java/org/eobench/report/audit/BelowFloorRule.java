package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        + " pixel statistics (image_stats) or random features (rcf) with the same decoder";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding> findings = new ArrayList<>();
    for (List<StoredRun> column : runs.columns()) {
      Map<String, Mean> floors = floors(column);
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

  private static final class Mean {
    private double sum;
    private int count;

    double value() {
      return sum / count;
    }
  }

  /** The mean score of each floor, by floor and decoder. */
  private static Map<String, Mean> floors(List<StoredRun> column) {
    Map<String, Mean> floors = new HashMap<>();
    for (StoredRun run : column) {
      double score = AuditedRuns.score(run);
      if (AuditedRuns.isFloor(run) && !Double.isNaN(score)) {
        String key = AuditedRuns.encoder(run) + " " + AuditedRuns.decoder(run);
        Mean mean = floors.computeIfAbsent(key, any -> new Mean());
        mean.sum += score;
        mean.count++;
      }
    }
    return floors;
  }

  private static String below(StoredRun run, Map<String, Mean> floors) {
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
    for (String floor : AuditedRuns.FLOORS) {
      Mean mean = floors.get(floor + " " + AuditedRuns.decoder(run));
      if (mean != null && AuditedRuns.metric(run).isBetter(mean.value(), score)) {
        return floor + " scores " + AuditedRuns.number(run, mean.value());
      }
    }
    return "";
  }
}
