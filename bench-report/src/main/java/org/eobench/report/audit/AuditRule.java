package org.eobench.report.audit;

import java.util.List;

/** Looks for one kind of fault. */
interface AuditRule {
  /** Its name, the same in all versions. */
  String name();

  /** What it looks for, and by which numbers, as one sentence. */
  String rule();

  /** The faults in a set of runs. */
  List<AuditFinding> check(AuditedRuns runs);
}
