package org.eobench.core.error;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that they can be reported together. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public void addAll(BenchException failure) {
    found.addAll(failure.problems());
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> list() {
    return List.copyOf(found);
  }

  /**
   * Throws one {@link BenchException} with all collected problems; does nothing if there are none.
   */
  public void throwIfAny(ExitCode exitCode) {
    if (!found.isEmpty()) {
      throw new BenchException(exitCode, found);
    }
  }
}
