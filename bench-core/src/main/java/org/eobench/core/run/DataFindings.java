package org.eobench.core.run;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.contract.Finding;
import org.eobench.core.error.Problems;
import org.eobench.core.run.plan.DataCheck;

/** What the data checks found, divided into problems that stop a run and warnings. */
record DataFindings(Problems problems, List<String> warnings) {
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
