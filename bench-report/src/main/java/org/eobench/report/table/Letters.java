package org.eobench.report.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A compact letter display: two methods share a letter exactly if a test cannot tell them apart.
 * The insert-and-absorb algorithm of Piepho, An Algorithm for a Letter-Based Representation of
 * All-Pairwise Comparisons, 2004.
 */
final class Letters {
  private Letters() {}

  /**
   * Letters of methods in the given order; the first method has an {@code a}.
   *
   * @param differ whether two methods differ, {@code [n][n]}, symmetric
   */
  static List<String> of(boolean[][] differ) {
    List<Set<Integer>> groups = new ArrayList<>();
    Set<Integer> all = new TreeSet<>();
    for (int i = 0; i < differ.length; i++) {
      all.add(i);
    }
    groups.add(all);
    for (int a = 0; a < differ.length; a++) {
      for (int b = a + 1; b < differ.length; b++) {
        if (differ[a][b]) {
          groups = split(groups, a, b);
        }
      }
    }
    groups.sort(Letters::compare);
    List<String> letters = new ArrayList<>();
    for (int i = 0; i < differ.length; i++) {
      StringBuilder own = new StringBuilder();
      for (int group = 0; group < groups.size(); group++) {
        if (groups.get(group).contains(i)) {
          own.append(name(group));
        }
      }
      letters.add(own.toString());
    }
    return letters;
  }

  /**
   * Letters of methods in the order of their ranks, where two methods differ exactly if their ranks
   * are far apart: a group is a stretch of this order.
   */
  static List<String> ofOrdered(boolean[][] differ) {
    int n = differ.length;
    StringBuilder[] letters = new StringBuilder[n];
    Arrays.setAll(letters, i -> new StringBuilder());
    int end = 0;
    int group = 0;
    for (int first = 0; first < n; first++) {
      int last = first;
      while (last + 1 < n && !differ[first][last + 1]) {
        last++;
      }
      if (last + 1 > end) {
        for (int i = first; i <= last; i++) {
          letters[i].append(name(group));
        }
        group++;
        end = last + 1;
      }
    }
    return Arrays.stream(letters).map(StringBuilder::toString).toList();
  }

  private static List<Set<Integer>> split(List<Set<Integer>> groups, int a, int b) {
    Set<Set<Integer>> parted = new LinkedHashSet<>();
    for (Set<Integer> group : groups) {
      if (group.contains(a) && group.contains(b)) {
        parted.add(without(group, a));
        parted.add(without(group, b));
      } else {
        parted.add(group);
      }
    }
    List<Set<Integer>> kept = new ArrayList<>();
    for (Set<Integer> group : parted) {
      boolean absorbed =
          parted.stream().anyMatch(other -> !other.equals(group) && other.containsAll(group));
      if (!absorbed) {
        kept.add(group);
      }
    }
    return kept;
  }

  private static Set<Integer> without(Set<Integer> group, int member) {
    Set<Integer> rest = new TreeSet<>(group);
    rest.remove(member);
    return rest;
  }

  /** By the first member in which they differ. */
  private static int compare(Set<Integer> one, Set<Integer> other) {
    Iterator<Integer> left = one.iterator();
    Iterator<Integer> right = other.iterator();
    while (left.hasNext() && right.hasNext()) {
      int order = Integer.compare(left.next(), right.next());
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /** a to z, then a1 to z1, and so on. */
  private static String name(int group) {
    String letter = String.valueOf((char) ('a' + group % 26));
    return group < 26 ? letter : letter + group / 26;
  }
}
