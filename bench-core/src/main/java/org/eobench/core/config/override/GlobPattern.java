package org.eobench.core.config.override;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A shell pattern with {@code *}, {@code ?}, {@code [abc]} and {@code [!abc]}. */
final class GlobPattern {
  private static final String NOTHING = "(?!)";

  private GlobPattern() {}

  /** Returns a regular expression that matches the same names. */
  static Pattern of(String glob) {
    List<StringBuilder> parts = new ArrayList<>(List.of(new StringBuilder()));
    for (int i = 0; i < glob.length(); i++) {
      StringBuilder part = parts.get(parts.size() - 1);
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (c == '*') {
        parts.add(new StringBuilder());
      } else if (c == '?') {
        part.append('.');
      } else if (close > 0) {
        part.append(set(glob.substring(i + 1, close)));
        i = close;
      } else {
        part.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(joined(parts), Pattern.DOTALL);
  }

  /**
   * Matches the text between two stars at its first position only (possessively). With
   * backtracking, each star would multiply the time for a name that does not match.
   */
  private static String joined(List<StringBuilder> parts) {
    int last = parts.size() - 1;
    StringBuilder regex = new StringBuilder(parts.get(0));
    for (int i = 1; i < last; i++) {
      if (!parts.get(i).isEmpty()) {
        regex.append("(?>.*?").append(parts.get(i)).append(')');
      }
    }
    return last == 0 ? regex.toString() : regex.append(".*").append(parts.get(last)).toString();
  }

  private static String set(String characters) {
    String plain = characters.replace("\\", "\\\\").replace("[", "\\[");
    String regex = "[" + (plain.startsWith("!") ? "^" + plain.substring(1) : plain) + "]";
    try {
      return Pattern.compile(regex).pattern();
    } catch (PatternSyntaxException e) {
      return NOTHING; // such as [z-a]
    }
  }
}
