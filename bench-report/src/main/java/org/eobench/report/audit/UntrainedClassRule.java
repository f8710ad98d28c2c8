package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.eobench.report.runs.StoredRun;

/** Classes that are tested and were never seen in training. */
final class UntrainedClassRule implements AuditRule {
  @Override
  public String name() {
    return "UntrainedClass";
  }

  @Override
  public String rule() {
    return "a class occurs in the test split and in no training target";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    TreeMap<String, List<StoredRun>> found = new TreeMap<>();
    for (StoredRun run : runs.runs()) {
      List<Double> train = run.outcome().classShares().getOrDefault("train", List.of());
      List<Double> test = run.outcome().classShares().getOrDefault("test", List.of());
      List<String> classes = run.outcome().context().classes();
      for (int label = 0; label < Math.min(train.size(), test.size()); label++) {
        if (train.get(label) == 0 && test.get(label) > 0) {
          String key =
              String.format(
                  Locale.ROOT,
                  "%s: the class %s",
                  run.outcome().facts().dataset(),
                  classes.get(label));
          found.computeIfAbsent(key, any -> new ArrayList<>()).add(run);
        }
      }
    }
    List<AuditFinding> findings = new ArrayList<>();
    found.forEach(
        (key, with) ->
            findings.add(
                new AuditFinding(
                    name(),
                    AuditFinding.Severity.ERROR,
                    key + " is tested, but no training target shows it",
                    with.stream().map(run -> AuditedRuns.row(run, "")).toList(),
                    "leave the class out of the mean, or change the split: see docs/labels.md")));
    return findings;
  }
}
