package org.eobench.core.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** "Did you mean" suggestions: the valid names most similar to a misspelt one. */
public final class Suggest {
  private static final int MOST = 3;

  /** The longest list that is printed in full. */
  private static final int MOST_LISTED = 12;

  /** The number of names printed of a longer list. */
  private static final int SAMPLE = 5;

  private Suggest() {}

  /**
   * Returns up to three names similar to {@code word}, nearest first. A name is similar if its edit
   * distance is at most a third of the word's length (or one edit), or if one of the two starts
   * with the other. Case is ignored.
   */
  public static List<String> nearest(String word, Collection<String> valid) {
    return ranked(word, valid, Math.max(1, (word.length() + 1) / 3), MOST);
  }

  private static List<String> ranked(String word, Collection<String> valid, int reach, int most) {
    String wanted = word.toLowerCase(Locale.ROOT);
    record Scored(String name, int distance) {}
    return valid.stream()
        .map(name -> new Scored(name, score(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(scored -> scored.distance <= reach)
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .limit(most)
        .map(Scored::name)
        .toList();
  }

  /**
   * {@code did you mean a or b? known: …}, or only the known names if none is similar. Of many
   * names, only the nearest are printed.
   */
  public static String sentence(String word, Collection<String> valid) {
    return sentence(word, valid, "");
  }

  /**
   * Like {@link #sentence(String, Collection)}, for names that a command can list.
   *
   * @param lister command that lists all names, in backticks; may be empty
   */
  public static String sentence(String word, Collection<String> valid, String lister) {
    List<String> near = nearest(word, valid);
    String asked = near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ";
    return asked + known(word, valid, lister);
  }

  /**
   * {@code known: a, b}, or, of many names, those most similar to a word.
   *
   * @param lister command that lists all names, in backticks; may be empty
   */
  public static String known(String word, Collection<String> valid, String lister) {
    if (valid.isEmpty()) {
      return "nothing is known here";
    }
    if (valid.size() <= MOST_LISTED) {
      return "known: " + String.join(", ", valid);
    }
    String some = String.join(", ", ranked(word, valid, Integer.MAX_VALUE, SAMPLE));
    return "nearest of " + valid.size() + ": " + some + listedBy(lister);
  }

  /**
   * {@code one of a, b}, or, for many names, only their number.
   *
   * @param lister command that lists all names, in backticks; may be empty
   */
  public static String oneOf(Collection<String> valid, String lister) {
    return valid.size() <= MOST_LISTED || lister.isEmpty()
        ? "one of " + String.join(", ", valid)
        : "one of " + valid.size() + " names" + listedBy(lister);
  }

  private static String listedBy(String lister) {
    return lister.isEmpty() ? "" : "; all: " + lister;
  }

  private static int score(String wanted, String name) {
    boolean prefix = wanted.length() >= 3 && name.length() >= 3;
    if (prefix && (name.startsWith(wanted) || wanted.startsWith(name))) {
      return 1;
    }
    return distance(wanted, name);
  }

  /**
   * Optimal string alignment distance: insertion, deletion, substitution and transposition cost one
   * each.
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swap =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swap) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
