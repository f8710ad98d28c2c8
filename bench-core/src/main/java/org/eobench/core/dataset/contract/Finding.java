package org.eobench.core.dataset.contract;

import java.util.Locale;
import org.eobench.core.error.Problem;

/**
 * A contradiction between the data and what their configuration says of them.
 *
 * @param severity whether numbers of a run would be meaningless, or may be
 * @param confidence from 0 to 1, how sure the rule is, as docs/data-checks.md states for each
 * @param problem what was found, where, what was expected, and what to do
 */
public record Finding(Severity severity, double confidence, Problem problem) {
  /** What a finding means for a run. */
  public enum Severity {
    /** The scores would be meaningless. */
    ERROR,
    /** The scores may be wrong, or better than they should be. */
    WARNING
  }

  public Finding {
    if (!(confidence > 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence);
    }
  }

  static Finding error(double confidence, Problem problem) {
    return new Finding(Severity.ERROR, confidence, problem);
  }

  static Finding warning(double confidence, Problem problem) {
    return new Finding(Severity.WARNING, confidence, problem);
  }

  /** The stable name of what was found, such as {@code BandOrder}. */
  public String id() {
    return problem.id();
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The problem, with the confidence in its first sentence. */
  public Problem told() {
    return new Problem(
        problem.id(), problem.what() + bracket(), problem.where(), problem.expected(), next());
  }

  private String next() {
    String off = "if the data are right, `data_check=warn` lets the run start";
    return problem.next().isEmpty() ? off : problem.next() + "; " + off;
  }

  /** The finding as one sentence, for a list of warnings. */
  public String sentence() {
    StringBuilder text = new StringBuilder(problem.what());
    if (!problem.where().isEmpty()) {
      text.append(" (").append(problem.where()).append(')');
    }
    text.append(" [").append(problem.id());
    text.append(percent().isEmpty() ? "" : ", " + percent()).append(']');
    if (!problem.next().isEmpty()) {
      text.append("; ").append(problem.next());
    }
    return text.toString();
  }

  private String bracket() {
    return percent().isEmpty() ? "" : " [" + percent() + "]";
  }

  private String percent() {
    return confidence >= 0.995
        ? ""
        : String.format(Locale.ROOT, "confidence %.0f %%", 100 * confidence);
  }
}
