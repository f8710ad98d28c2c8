package org.eobench.core.config.compose;

import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * Suppresses problems that follow from a mistyped group. A misspelt group has no option, but that
 * is not a second mistake. A mistyped experiment can leave all groups without an option.
 */
final class MistypedGroup {
  private static final String EXPERIMENT = "experiment";

  private MistypedGroup() {}

  /** Removes missing choices that follow from other problems. */
  static Problems withoutOpenChoices(Problems problems) {
    if (problems.list().isEmpty()) {
      return problems;
    }
    Set<String> meant = new TreeSet<>();
    problems.list().stream()
        .filter(problem -> problem.id().equals("UnknownKey"))
        .forEach(problem -> KeySuggestions.meant(problem.expected()).ifPresent(meant::add));
    Problems rest = new Problems();
    for (Problem problem : problems.list()) {
      boolean open = problem.id().equals(DefaultsFaults.MISSING_CHOICE);
      boolean follows =
          meant.contains(EXPERIMENT)
              || meant.stream().anyMatch(group -> problem.what().endsWith("'" + group + "'"));
      if (!open || !follows) {
        rest.add(problem);
      }
    }
    return rest;
  }
}
