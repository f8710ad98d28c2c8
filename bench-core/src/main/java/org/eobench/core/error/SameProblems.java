package org.eobench.core.error;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reports each cause once. Problems that differ only in their place become one problem with several
 * places and the advice of the first. Values of one place that are refused for the same reason
 * become one problem with the first key.
 */
public final class SameProblems {
  private static final int MOST_PLACES = 3;

  /** The fault of a value, independent of the key that reads it. */
  private static final List<String> VALUE = List.of("OutOfRange", "WrongType");

  private SameProblems() {}

  /** A dotted key at the start of a sentence. */
  private static final Pattern KEY = Pattern.compile("^[\\w.]*\\.[\\w.]+(?==| )");

  /** Returns the problems in order, each with the places of all equal ones. */
  public static List<Problem> merged(List<Problem> problems) {
    Map<Problem, Problem> first = new LinkedHashMap<>();
    Map<Problem, List<String>> places = new LinkedHashMap<>();
    for (Problem problem : ofOnePlace(problems)) {
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

  /** A problem without its place, also in its advice. */
  private static Problem withoutPlace(Problem problem) {
    String place = problem.where();
    String next = problem.next();
    if (!place.isEmpty()) {
      next = next.replace(ShellWord.of(place), "").replace(place, "");
    }
    return problem.at("").next(next);
  }

  /**
   * Merges problems of one value that is refused under several keys: the items of a list, or keys
   * that refer to another key. The first one represents all of them.
   */
  private static List<Problem> ofOnePlace(List<Problem> problems) {
    Map<Problem, List<Problem>> groups = new LinkedHashMap<>();
    for (Problem problem : problems) {
      Matcher key = KEY.matcher(problem.what());
      boolean ofValue = VALUE.contains(problem.id()) && !problem.where().isEmpty() && key.find();
      Problem cause =
          ofValue
              ? Problem.of(problem.id(), problem.what().substring(key.end()))
                  .at(problem.where())
                  .expecting(problem.expected())
              : problem;
      groups.computeIfAbsent(cause, same -> new ArrayList<>()).add(problem);
    }
    return groups.values().stream().map(same -> same.get(0)).toList();
  }

  private static String joined(List<String> places) {
    List<String> first = places.subList(0, Math.min(MOST_PLACES, places.size()));
    String text = String.join("\n", first);
    int more = places.size() - first.size();
    return more == 0 ? text : text + "\nand " + more + (more == 1 ? " more place" : " more places");
  }
}
