package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eobench.report.runs.StoredRun;

/** Scores of images in which bands hold nothing of their own. */
final class FilledBandsRule implements AuditRule {
  /** Findings of the data checks about bands, as warnings of a run end with them. */
  private static final Pattern PLAIN = Pattern.compile("\\[(ConstantBand|DuplicateBand)[],]");

  @Override
  public String name() {
    return "FilledBands";
  }

  @Override
  public String rule() {
    return "bands that the encoder takes were filled with zeros, replaced or dropped, or the data"
        + " checks found a constant or repeated band";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding> findings = new ArrayList<>();
    List<AuditFinding.Row> filled = new ArrayList<>();
    List<AuditFinding.Row> repeated = new ArrayList<>();
    for (StoredRun run : runs.runs()) {
      String bands = run.outcome().facts().filledBands();
      if (!bands.isEmpty()) {
        filled.add(AuditedRuns.row(run, bands));
      }
      run.outcome().facts().warnings().stream()
          .filter(warning -> PLAIN.matcher(warning).find())
          .findFirst()
          .ifPresent(warning -> repeated.add(AuditedRuns.row(run, warning)));
    }
    if (!filled.isEmpty()) {
      findings.add(
          AuditFinding.ofRuns(
              name(),
              "runs were computed without bands that the data lack",
              filled,
              "say so beside these rows, or choose an encoder for the bands of the data"));
    }
    if (!repeated.isEmpty()) {
      findings.add(
          AuditFinding.ofRuns(
              name(),
              "runs were computed on constant or repeated bands",
              repeated,
              "correct the files or dataset.bands: see docs/data-checks.md"));
    }
    return findings;
  }
}
