package org.eobench.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What went wrong in a job, in its own words, picked from its output as it is printed. */
final class JobError {
  private static final String MARK = "[Bench/";
  private static final int MOST_LINES = 8;
  private static final int KILLED = 128 + 9;

  private final List<String> problem = new ArrayList<>();
  private boolean inProblem;
  private String last = "";

  /** Takes the next line of the output. */
  synchronized void line(String text) {
    if (!text.isBlank()) {
      last = text;
    }
    if (text.startsWith(MARK)) {
      inProblem = problem.isEmpty(); // the first problem; the log has all of them
    } else if (!text.startsWith("  ")) {
      inProblem = false;
    }
    if (inProblem && problem.size() < MOST_LINES) {
      problem.add(text);
    }
  }

  /**
   * The lines for the user.
   *
   * @param killsBefore processes that the system had killed for lack of memory when the job began
   * @param killsAfter the same when it had ended
   */
  synchronized List<String> lines(
      int exit, OptionalLong killsBefore, OptionalLong killsAfter, long peakBytes) {
    if (exit == 0) {
      return List.of();
    }
    if (exit == KILLED) {
      return List.of(killed(killsBefore, killsAfter, peakBytes));
    }
    if (!problem.isEmpty()) {
      return List.copyOf(problem);
    }
    return last.isEmpty() ? List.of("it printed nothing") : List.of("its last line: " + last);
  }

  private static String killed(OptionalLong before, OptionalLong after, long peakBytes) {
    String held = peakBytes == 0 ? "" : "; it held up to " + Sizes.gigabytes(peakBytes);
    boolean known = before.isPresent() && after.isPresent();
    if (known && after.getAsLong() > before.getAsLong()) {
      return "[Bench/KilledForMemory] the operating system killed the job for lack of memory"
          + held;
    }
    return known
        ? "[Bench/Killed] another process killed the job (SIGKILL)" + held
        : "[Bench/Killed] the job was killed (SIGKILL): by a user, or by the system for lack of"
            + " memory"
            + held;
  }
}
