package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.report.runs.StoredRun;

/** Different experiments that scored the same in every test sample. */
final class EqualCountsRule implements AuditRule {
  @Override
  public String name() {
    return "EqualResults";
  }

  @Override
  public String rule() {
    return "runs with different encoders, decoders, options or seeds have the same counts in every"
        + " test sample (equal hash of samples.npz)";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding> findings = new ArrayList<>();
    for (List<StoredRun> column : runs.columns()) {
      Map<String, List<StoredRun>> byHash =
          column.stream()
              .filter(run -> run.outcome().samplesSha256() != null)
              .collect(
                  Collectors.groupingBy(
                      run -> String.valueOf(run.outcome().samplesSha256()),
                      LinkedHashMap::new,
                      Collectors.toList()));
      byHash.values().forEach(same -> findings.addAll(judged(same)));
    }
    return findings;
  }

  private static long distinct(List<StoredRun> runs) {
    return runs.stream().map(run -> run.record().fingerprint()).distinct().count();
  }

  private List<AuditFinding> judged(List<StoredRun> same) {
    if (distinct(same) < 2) {
      return List.of();
    }
    Set<String> encoders = new TreeSet<>();
    Set<String> decoders = new TreeSet<>();
    same.forEach(run -> encoders.add(AuditedRuns.encoder(run)));
    same.forEach(run -> decoders.add(AuditedRuns.decoder(run)));
    if (encoders.size() > 1 || decoders.size() > 1) {
      String what = encoders.size() > 1 ? "encoders " + encoders : "decoders " + decoders;
      return List.of(
          finding(
              name(),
              AuditFinding.Severity.ERROR,
              same,
              "the " + what.replaceAll("[\\[\\]]", "") + " scored the same in every test sample",
              "look for the switch that should have exchanged the model and did not"));
    }
    List<AuditFinding> findings = new ArrayList<>();
    Map<String, Set<String>> differing = differing(same);
    if (!differing.isEmpty()) {
      String changed =
          differing.entrySet().stream()
              .map(option -> option.getKey() + "=" + String.join("|", option.getValue()))
              .collect(Collectors.joining(" "));
      findings.add(
          finding(
              "IdleOption",
              AuditFinding.Severity.ERROR,
              same,
              changed + " changed nothing in any test sample",
              "find out whether the option has an effect with this model; otherwise show one row"));
    }
    long seeds = same.stream().map(run -> run.record().seed()).distinct().count();
    if (differing.isEmpty() && seeds > 1) {
      findings.add(
          finding(
              "IdleSeed",
              AuditFinding.Severity.WARNING,
              same,
              String.format(
                  Locale.ROOT, "%d seeds gave the same result, so they count as one run", seeds),
              "report n=1: nothing in this model is drawn at random, or the seed is not used"));
    }
    return findings;
  }

  private static Map<String, Set<String>> differing(List<StoredRun> runs) {
    Map<String, Set<String>> values = new TreeMap<>();
    runs.forEach(
        run -> AuditedRuns.options(run).keySet().forEach(key -> values.put(key, new TreeSet<>())));
    values.forEach(
        (key, seen) ->
            runs.forEach(
                run -> seen.add(AuditedRuns.options(run).getOrDefault(key, "(not given)"))));
    values.values().removeIf(seen -> seen.size() < 2);
    return values;
  }

  private static AuditFinding finding(
      String rule, AuditFinding.Severity severity, List<StoredRun> runs, String what, String next) {
    return new AuditFinding(
        rule,
        severity,
        what,
        runs.stream().map(run -> AuditedRuns.row(run, "seed " + run.record().seed())).toList(),
        next);
  }
}
