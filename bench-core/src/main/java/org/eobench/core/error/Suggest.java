package org.eobench.core.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** "Did you mean": the valid names nearest to a misspelt one. */
public final class Suggest {
  private static final int MOST = 3;

  private Suggest() {}

  /**
   * The at most three names within a third of the word's length (at least one edit) of {@code
   * word}, nearest first. Case is ignored; a name that starts with the word, or the reverse, also
   * counts.
   */
  public static List<String> nearest(String word, Collection<String> valid) {
    String wanted = word.toLowerCase(Locale.ROOT);
    int reach = Math.max(1, (wanted.length() + 1) / 3);
    record Scored(String name, int distance) {}
    return valid.stream()
        .map(name -> new Scored(name, score(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(scored -> scored.distance <= reach)
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .limit(MOST)
        .map(Scored::name)
        .toList();
  }

  /** {@code Did you mean a or b? Known: …}, or only the known names when nothing is near. */
  public static String sentence(String word, Collection<String> valid) {
    List<String> near = nearest(word, valid);
    String known = valid.isEmpty() ? "nothing is known here" : "known: " + String.join(", ", valid);
    return near.isEmpty() ? known : "did you mean " + String.join(" or ", near) + "? " + known;
  }

  private static int score(String wanted, String name) {
    boolean prefix = wanted.length() >= 3 && name.length() >= 3;
    if (prefix && (name.startsWith(wanted) || wanted.startsWith(name))) {
      return 1;
    }
    return distance(wanted, name);
  }

  /** Optimal string alignment: insert, delete, replace and swap of neighbours cost one each. */
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
