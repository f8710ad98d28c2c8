package org.eobench.core.config.compose;

import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * A group that was chosen under a name that is spelt wrongly leaves its choice open, which is then
 * no second fault. A mistyped experiment may leave all of them open.
 */
final class MistypedGroup {
  private static final String EXPERIMENT = "experiment";

  private MistypedGroup() {}

  /** The problems without the open choices that follow from others. */
  static Problems withoutOpenChoices(Problems problems) {
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
