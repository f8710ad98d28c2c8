package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.metrics.Metric;
import org.eobench.report.runs.StoredRun;

/** Scores that moved since an earlier run of the same experiment. */
final class DriftRule implements AuditRule {
  /** Larger than what another processor or number of threads changes. */
  private static final double TOLERANCE = 0.005;

  @Override
  public String name() {
    return "Drift";
  }

  @Override
  public String rule() {
    return "a score differs by more than 0.5 points (0.5 % of an error) from that of the same"
        + " encoder, decoder, data set, options and seed in the baseline";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    Map<List<Object>, StoredRun> earlier = new HashMap<>();
    runs.baseline().forEach(run -> earlier.put(key(run), run));
    List<AuditFinding.Row> moved = new ArrayList<>();
    int matched = 0;
    for (StoredRun run : runs.runs()) {
      StoredRun before = earlier.get(key(run));
      if (before != null) {
        matched++;
        double old = AuditedRuns.score(before);
        double change = Math.abs(AuditedRuns.score(run) - old);
        boolean fraction = AuditedRuns.metric(run).unit() == Metric.Unit.FRACTION;
        if (!(change <= TOLERANCE * (fraction ? 1 : Math.abs(old)))) {
          moved.add(
              AuditedRuns.row(
                  run,
                  String.format(
                      Locale.ROOT,
                      "before %s in %s",
                      AuditedRuns.number(before, old),
                      AuditedRuns.name(before))));
        }
      }
    }
    if (matched == 0 && !runs.baseline().isEmpty()) {
      return List.of(
          new AuditFinding(
              name(),
              AuditFinding.Severity.WARNING,
              "no run has an earlier one in the baseline, so nothing was compared",
              runs.baseline().stream().map(run -> AuditedRuns.row(run, "")).toList(),
              "name earlier runs with the same encoder, decoder, data set, options and seed"));
    }
    if (moved.isEmpty()) {
      return List.of();
    }
    return List.of(
        new AuditFinding(
            name(),
            AuditFinding.Severity.ERROR,
            String.format(
                Locale.ROOT,
                "%d of %d scores have moved since the baseline",
                moved.size(),
                matched),
            moved,
            "compare program, data and weights in run.json, then renew the baseline or mend the"
                + " fault"));
  }

  private static List<Object> key(StoredRun run) {
    Map<String, String> options = new TreeMap<>(AuditedRuns.options(run));
    return List.of(
        AuditedRuns.encoder(run),
        AuditedRuns.decoder(run),
        run.outcome().facts().dataset(),
        run.outcome().bestMetric(),
        options,
        run.record().seed());
  }
}
