package org.eobench.report.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.report.runs.StoredRun;

/** Trainings that ended before, or were best before, they had learnt. */
final class EdgeEpochRule implements AuditRule {
  private static final int VALIDATIONS = 4;

  @Override
  public String name() {
    return "EdgeEpoch";
  }

  @Override
  public String rule() {
    return "the best of four or more validations was the first or the last";
  }

  @Override
  public List<AuditFinding> check(AuditedRuns runs) {
    List<AuditFinding.Row> first = new ArrayList<>();
    List<AuditFinding.Row> last = new ArrayList<>();
    for (StoredRun run : runs.runs()) {
      List<Integer> epochs = run.outcome().validatedEpochs();
      if (epochs.size() >= VALIDATIONS && run.outcome().facts().checkpoint().startsWith("best")) {
        int scored = run.outcome().scoredEpoch();
        String detail =
            String.format(
                Locale.ROOT,
                "epoch %d of %d to %d",
                scored,
                epochs.get(0),
                epochs.get(epochs.size() - 1));
        if (scored == epochs.get(0)) {
          first.add(AuditedRuns.row(run, detail));
        } else if (scored == epochs.get(epochs.size() - 1)) {
          last.add(AuditedRuns.row(run, detail));
        }
      }
    }
    List<AuditFinding> findings = new ArrayList<>();
    if (!first.isEmpty()) {
      findings.add(
          AuditFinding.ofRuns(
              name(),
              "runs were best at their first validation",
              first,
              "lower the learning rate, or validate more often with task.trainer.eval_interval"));
    }
    if (!last.isEmpty()) {
      findings.add(
          AuditFinding.ofRuns(
              name(),
              "runs were best at their last validation",
              last,
              "they may not have converged: raise task.trainer.n_epochs"));
    }
    return findings;
  }
}
