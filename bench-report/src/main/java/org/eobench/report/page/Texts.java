package org.eobench.report.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts of a page by number: what is the same in hundreds of runs is there once. */
final class Texts {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> all = new ArrayList<>();

  /** The number of a text. */
  int of(String text) {
    return numbers.computeIfAbsent(
        text,
        added -> {
          all.add(added);
          return all.size() - 1;
        });
  }

  /** The texts in the order of their numbers. */
  List<String> all() {
    return List.copyOf(all);
  }
}
