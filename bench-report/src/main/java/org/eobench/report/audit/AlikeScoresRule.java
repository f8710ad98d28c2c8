package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.metrics.Metric;
import org.eobench.report.runs.StoredRun;

/** Encoders whose scores are nearer to each other than chance allows. */
final class AlikeScoresRule implements AuditRule {
  private static final int ENCODERS = 3;

  /** Half a tenth of a point of a percentage. */
  private static final double NEAR = 0.0005;

  /** Scores that spread over less than this many times {@link #NEAR} are near anyway. */
  private static final double SPREAD = 40;

  private record Entry(String encoder, double score, StoredRun run) {}

  @Override
  public String name() {
    return "AlikeScores";
  }

  @Override
  public String rule() {
    return "three or more encoders (such as sizes of one family) with one decoder, the same options"
        + " and one seed lie within 0.05 points, while the column spreads over at least 2 points";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding> findings = new ArrayList<>();
    for (List<StoredRun> column : runs.columns()) {
      if (AuditedRuns.metric(column.get(0)).unit() == Metric.Unit.FRACTION) {
        List<Double> scores = column.stream().map(AuditedRuns::score).sorted().toList();
        if (scores.get(scores.size() - 1) - scores.get(0) >= SPREAD * NEAR) {
          groups(column).values().forEach(group -> findings.addAll(near(group)));
        }
      }
    }
    return findings;
  }

  private static Map<List<Object>, List<StoredRun>> groups(List<StoredRun> column) {
    return column.stream()
        .filter(run -> !Double.isNaN(AuditedRuns.score(run)))
        .collect(
            Collectors.groupingBy(
                run ->
                    List.of(
                        AuditedRuns.decoder(run), AuditedRuns.options(run), run.record().seed()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private List<AuditFinding> near(List<StoredRun> group) {
    List<Entry> sorted =
        group.stream()
            .map(run -> new Entry(AuditedRuns.encoder(run), AuditedRuns.score(run), run))
            .sorted(Comparator.comparingDouble(Entry::score))
            .toList();
    List<AuditFinding> findings = new ArrayList<>();
    int from = 0;
    while (from < sorted.size()) {
      int to = from;
      while (to < sorted.size() && sorted.get(to).score() - sorted.get(from).score() <= NEAR) {
        to++;
      }
      List<Entry> near = sorted.subList(from, to);
      boolean equal =
          near.stream().map(entry -> entry.run().outcome().samplesSha256()).distinct().count() == 1;
      if (near.stream().map(Entry::encoder).distinct().count() >= ENCODERS && !equal) {
        findings.add(finding(near));
      }
      from = Math.max(to, from + 1);
    }
    return findings;
  }

  private AuditFinding finding(List<Entry> near) {
    return new AuditFinding(
        name(),
        AuditFinding.Severity.WARNING,
        String.format(
            Locale.ROOT,
            "%s lie within 0.05 points of each other with %s",
            near.stream().map(Entry::encoder).distinct().collect(Collectors.joining(", ")),
            AuditedRuns.decoder(near.get(0).run())),
        near.stream()
            .map(
                entry ->
                    AuditedRuns.row(
                        entry.run(),
                        String.format(
                            Locale.ROOT,
                            "%.1f M parameters",
                            entry.run().outcome().cost().parameters() / 1e6)))
            .toList(),
        "check that each run has loaded its own weights, and that the features reach the decoder");
  }
}
