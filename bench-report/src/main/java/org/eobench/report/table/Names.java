package org.eobench.report.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of rows or columns: the values of the conditions that were asked for, and of others where
 * these alone are the same for several.
 */
final class Names {
  private final List<String> keys;
  private final List<String> asked;

  /** The values of each condition among all with the same values of those asked for. */
  private final Map<List<String>, List<Set<String>>> values = new HashMap<>();

  /**
   * @param keys the conditions that make the rows or columns
   * @param asked those that were asked for
   * @param all the values of all rows or columns
   */
  Names(List<String> keys, List<String> asked, Collection<List<String>> all) {
    this.keys = List.copyOf(keys);
    this.asked = List.copyOf(asked);
    for (List<String> one : all) {
      List<Set<String>> own =
          values.computeIfAbsent(
              ofAsked(one),
              unused -> keys.stream().<Set<String>>map(k -> new HashSet<>()).toList());
      for (int i = 0; i < own.size(); i++) {
        own.get(i).add(one.get(i));
      }
    }
  }

  /** The name in parts. */
  List<String> parts(List<String> of) {
    List<Set<String>> alike = values.getOrDefault(ofAsked(of), List.of());
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (asked.contains(keys.get(i))) {
        parts.add(of.get(i));
      } else if (!alike.isEmpty() && alike.get(i).size() > 1) {
        parts.add(keys.get(i) + "=" + of.get(i));
      }
    }
    return parts;
  }

  private List<String> ofAsked(List<String> all) {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (asked.contains(keys.get(i))) {
        own.add(all.get(i));
      }
    }
    return own;
  }
}
