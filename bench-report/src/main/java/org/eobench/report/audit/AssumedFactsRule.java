package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eobench.report.runs.StoredRun;

/** Scores of encoders that read dates or places which the samples lack. */
final class AssumedFactsRule implements AuditRule {
  /** How such a warning of a run begins. */
  private static final Pattern LACKING = Pattern.compile("[0-9,]+ of [0-9,]+ samples have no .*");

  @Override
  public String name() {
    return "AssumedFacts";
  }

  @Override
  public String rule() {
    return "the encoder reads dates, places or resolutions that samples lack, and took something in"
        + " their place";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding.Row> rows = new ArrayList<>();
    for (StoredRun run : runs.runs()) {
      run.outcome().facts().warnings().stream()
          .filter(warning -> LACKING.matcher(warning).matches())
          .forEach(warning -> rows.add(AuditedRuns.row(run, warning)));
    }
    return rows.isEmpty()
        ? List.of()
        : List.of(
            AuditFinding.ofRuns(
                name(),
                "runs were computed without facts that their encoder reads",
                rows,
                "say so beside these rows, or give the data set its dates and places"));
  }
}
