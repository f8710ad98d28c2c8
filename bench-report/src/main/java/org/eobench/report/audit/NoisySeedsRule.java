package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.report.runs.StoredRun;
import org.eobench.report.statistics.Sums;

/** Tables whose order is chance. */
final class NoisySeedsRule implements AuditRule {
  private static final int LEAST = 2;

  @Override
  public String name() {
    return "NoisySeeds";
  }

  @Override
  public String rule() {
    return "with one decoder, the standard deviation between seeds (pooled over encoders) is larger"
        + " than that between the means of the encoders (floors left out)";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding> findings = new ArrayList<>();
    for (List<StoredRun> column : runs.columns()) {
      Map<List<Object>, List<StoredRun>> tables =
          column.stream()
              .filter(run -> !AuditedRuns.isFloor(run) && !Double.isNaN(AuditedRuns.score(run)))
              .collect(
                  Collectors.groupingBy(
                      run -> List.of(AuditedRuns.decoder(run), AuditedRuns.options(run)),
                      LinkedHashMap::new,
                      Collectors.toList()));
      tables.values().forEach(table -> findings.addAll(judged(table)));
    }
    return findings;
  }

  private List<AuditFinding> judged(List<StoredRun> table) {
    Map<String, List<StoredRun>> encoders =
        table.stream()
            .collect(
                Collectors.groupingBy(
                    AuditedRuns::encoder, LinkedHashMap::new, Collectors.toList()));
    encoders.values().removeIf(seeds -> seeds.size() < LEAST);
    if (encoders.size() < LEAST) {
      return List.of();
    }
    double within = 0;
    int freedom = 0;
    List<Double> means = new ArrayList<>();
    List<AuditFinding.Row> rows = new ArrayList<>();
    for (List<StoredRun> seeds : encoders.values()) {
      double[] scores = seeds.stream().mapToDouble(AuditedRuns::score).toArray();
      within += Sums.squares(scores);
      freedom += scores.length - 1;
      means.add(Sums.mean(scores));
      rows.add(
          AuditedRuns.row(
              seeds.get(0),
              String.format(
                  Locale.ROOT,
                  "%s: mean %s, deviation %s of %d seeds",
                  AuditedRuns.encoder(seeds.get(0)),
                  AuditedRuns.number(seeds.get(0), means.get(means.size() - 1)),
                  AuditedRuns.number(seeds.get(0), Sums.deviation(scores)),
                  scores.length)));
    }
    double seeds = Math.sqrt(within / freedom);
    double models = Sums.deviation(means.stream().mapToDouble(Double::doubleValue).toArray());
    if (!(seeds > models)) {
      return List.of();
    }
    StoredRun any = table.get(0);
    return List.of(
        new AuditFinding(
            name(),
            AuditFinding.Severity.WARNING,
            String.format(
                Locale.ROOT,
                "%s with %s: seeds move the score by %s, encoders by %s",
                any.outcome().facts().dataset(),
                AuditedRuns.decoder(any),
                AuditedRuns.number(any, seeds),
                AuditedRuns.number(any, models)),
            rows,
            "do not rank these encoders; run more seeds, or a larger test split"));
  }
}
