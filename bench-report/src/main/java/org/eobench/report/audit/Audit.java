package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.report.runs.StoredRun;

/** Applies all rules to a set of runs. */
public final class Audit {
  private static final List<AuditRule> RULES =
      List.of(
          new BelowFloorRule(),
          new EqualCountsRule(),
          new AlikeScoresRule(),
          new DuplicateRule(),
          new FilledBandsRule(),
          new AssumedFactsRule(),
          new ForeignStatisticsRule(),
          new MixedMachinesRule(),
          new UntrainedClassRule(),
          new EdgeEpochRule(),
          new NoisySeedsRule(),
          new DriftRule());

  private Audit() {}

  /**
   * Audits runs.
   *
   * @param runs complete runs; of several with one fingerprint all
   * @param baseline earlier runs of the same experiments; may be empty
   * @return findings, errors first
   */
  public static List<AuditFinding> of(List<StoredRun> runs, List<StoredRun> baseline) {
    AuditedRuns audited = new AuditedRuns(runs, baseline);
    List<AuditFinding> findings = new ArrayList<>();
    RULES.forEach(rule -> findings.addAll(merged(rule.check(audited))));
    findings.sort(Comparator.comparing(AuditFinding::severity));
    return findings;
  }

  /** Findings that say the same as one, with the rows of all. */
  private static Collection<AuditFinding> merged(List<AuditFinding> findings) {
    Map<String, AuditFinding> byText = new LinkedHashMap<>();
    findings.forEach(finding -> byText.merge(finding.what(), finding, AuditFinding::and));
    return byText.values();
  }

  /** What each rule looks for, by its name. */
  public static Map<String, String> rules() {
    Map<String, String> rules = new LinkedHashMap<>();
    RULES.forEach(rule -> rules.put(rule.name(), rule.rule()));
    return rules;
  }
}
