package org.eobench.report.table;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The order in which people expect names: numbers in them by value, the rest by letters. */
final class NaturalOrder {
  /** Lists of names, by their first, then their second name, and so on. */
  static final Comparator<List<String>> OF_LISTS = NaturalOrder::compare;

  private static final Pattern BETWEEN = Pattern.compile("(?<=\\d)(?![\\d.])|(?<![\\d.])(?=\\d)");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  private NaturalOrder() {}

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** Compares names; equal names only are equal. */
  static int compare(String a, String b) {
    String[] ofA = parts(a);
    String[] ofB = parts(b);
    for (int i = 0; i < Math.min(ofA.length, ofB.length); i++) {
      int order = comparePart(ofA[i], ofB[i]);
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(ofA.length, ofB.length);
    return order != 0 ? order : a.compareTo(b);
  }

  /** Digits, with a decimal point, and what is between them. */
  private static String[] parts(String text) {
    return BETWEEN.split(text);
  }

  private static int comparePart(String a, String b) {
    boolean numbers = isNumber(a) && isNumber(b);
    return numbers ? Double.compare(Double.parseDouble(a), Double.parseDouble(b)) : a.compareTo(b);
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
