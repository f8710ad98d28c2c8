package org.eobench.core.error;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells one cause once: problems that differ only in their place become one with several places,
 * and with the advice of the first.
 */
public final class SameProblems {
  private static final int MOST_PLACES = 3;

  private SameProblems() {}

  /** The problems in their order, each with the places of those that say the same. */
  public static List<Problem> merged(List<Problem> problems) {
    Map<Problem, Problem> first = new LinkedHashMap<>();
    Map<Problem, List<String>> places = new LinkedHashMap<>();
    for (Problem problem : problems) {
      Problem cause = withoutPlace(problem);
      first.putIfAbsent(cause, problem);
      List<String> found = places.computeIfAbsent(cause, same -> new ArrayList<>());
      if (!found.contains(problem.where())) {
        found.add(problem.where());
      }
    }
    List<Problem> merged = new ArrayList<>();
    first.forEach(
        (cause, problem) -> merged.add(problem.at(joined(places.getOrDefault(cause, List.of())))));
    return merged;
  }

  /** What is left of a problem when its place is taken out of it, and of its advice. */
  private static Problem withoutPlace(Problem problem) {
    String place = problem.where();
    String next = problem.next();
    if (!place.isEmpty()) {
      next = next.replace(ShellWord.of(place), "").replace(place, "");
    }
    return problem.at("").next(next);
  }

  private static String joined(List<String> places) {
    List<String> first = places.subList(0, Math.min(MOST_PLACES, places.size()));
    String text = String.join("\n", first);
    int more = places.size() - first.size();
    return more == 0 ? text : text + "\nand " + more + (more == 1 ? " more place" : " more places");
  }
}
