package org.eobench.report.runs;

import java.nio.file.Path;

/**
 * A directory whose numbers are not used.
 *
 * @param directory the run directory
 * @param reason why
 * @param detail more about this one, as the end of a sentence; may be empty
 */
public record LeftOut(Path directory, Reason reason, String detail) {
  /** Why a run is not used, in the order in which sentences name the reasons. */
  public enum Reason {
    /** It has ended with an error. */
    FAILED("failed"),
    /** A user stopped it. */
    INTERRUPTED("stopped before its end"),
    /** A search stopped it for better trials. */
    PRUNED("was stopped early by a search, as other trials were better"),
    /** It has not ended, or was killed. */
    RUNNING("did not end (still active, or killed)"),
    /** Its record is missing or damaged, or of another program. */
    UNREADABLE("has no readable run.json"),
    /** It trained an encoder without labels. */
    PRETRAINING("is a pretraining, which has no scores"),
    /** A version wrote it that stored no results in {@code run.json}. */
    OLD("was written by a version that stored no results in run.json"),
    /** A newer run has the same fingerprint. */
    DUPLICATE("repeats another run (same fingerprint); the newest one counts"),
    /** A search selected it, so that its score is too good; its repetitions were not selected. */
    TRIAL("was selected by a search; its repetitions with other seeds count");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** The reason as the predicate of a sentence about one run. */
    public String words() {
      return words;
    }
  }
}
