package org.eobench.core.run;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.contract.Finding;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.run.plan.DataCheck;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.survey.QuickCheck;

/** What the data checks found, divided into problems that stop a run and warnings. */
record DataFindings(Problems problems, List<String> warnings) {
  /** Whether a preprocessing step of the training chain normalises by statistics. */
  static boolean normalised(Plan plan) {
    ConfigNode chain = plan.config().preprocessing().select("train");
    return chain instanceof ListNode steps
        && steps.items().stream()
            .map(step -> step.selectText("_target_"))
            .anyMatch(target -> target != null && target.startsWith("Normalize"));
  }

  /** Checks some samples; returns warnings, and throws what must not be trained on. */
  static List<String> ofSome(Plan plan, MaskedDataset dataset) {
    DataCheck mode = plan.config().dataCheck();
    if (mode == DataCheck.SKIP) {
      return List.of();
    }
    DataFindings found = of(QuickCheck.of(dataset, normalised(plan)), mode);
    found.problems().throwIfAny(ExitCode.DATA);
    return found.warnings();
  }

  static DataFindings of(List<Finding> findings, DataCheck mode) {
    Problems problems = new Problems();
    List<String> warnings = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.isError() && mode == DataCheck.STOP) {
        problems.add(finding.told());
      } else {
        warnings.add(finding.sentence());
      }
    }
    return new DataFindings(problems, warnings);
  }
}
