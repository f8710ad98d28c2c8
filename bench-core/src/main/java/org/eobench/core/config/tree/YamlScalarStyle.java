package org.eobench.core.config.tree;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Chooses the style of a YAML string by the rules of PyYAML and OmegaConf, so that printed
 * configurations equal Hydra's.
 */
enum YamlScalarStyle {
  PLAIN,
  SINGLE,
  DOUBLE;

  private static final Set<String> WORDS =
      Set.of(
          "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "true", "True", "TRUE",
          "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF");

  /** Not \\s, for which Java makes classes at run time. */
  private static final String SPACE = "[ \\t\\n\\x0B\\f\\r]*";

  private static final Pattern NUMBER =
      Pattern.compile(
          SPACE
              + "[+-]?(?:[0-9](?:_?[0-9])*|(?:[0-9](?:_?[0-9])*\\.?(?:[0-9](?:_?[0-9])*)?"
              + "|\\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?|(?i:inf(?:inity)?|nan))"
              + SPACE);
  private static final String NUMBER_START = " \t\n\u000b\f\r+-.0123456789";
  private static final String FIRST = "#,[]{}&*!|>'\"%@`";

  /**
   * The style of a string value.
   *
   * @param key whether it is a mapping key, which must stay on one line
   */
  static YamlScalarStyle of(String text, boolean key) {
    boolean quoted = WORDS.contains(text) || isNumber(text);
    boolean resolves = text.isEmpty() || YamlScalars.isSpecial(text);
    boolean oneLine = !key || (!text.isEmpty() && !hasBreak(text));
    if (!quoted && !resolves && oneLine && plainAllowed(text)) {
      return PLAIN;
    }
    return singleAllowed(text) && !(key && hasBreak(text)) ? SINGLE : DOUBLE;
  }

  private static boolean isNumber(String text) {
    boolean possible =
        (!text.isEmpty() && NUMBER_START.indexOf(text.charAt(0)) >= 0)
            || text.regionMatches(true, 0, "inf", 0, 3)
            || text.regionMatches(true, 0, "nan", 0, 3);
    return possible && NUMBER.matcher(text).matches();
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  private static boolean hasBreak(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBreak(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean plainAllowed(String text) {
    boolean edge = isEdge(text.charAt(0)) || isEdge(text.charAt(text.length() - 1));
    return !edge && !hasBreak(text) && singleAllowed(text) && !hasIndicator(text);
  }

  private static boolean isEdge(char c) {
    return c == ' ' || isBreak(c);
  }

  /** Whether a character has a special meaning in an unquoted block scalar. */
  private static boolean hasIndicator(String text) {
    if (text.startsWith("---") || text.startsWith("...")) {
      return true;
    }
    char first = text.charAt(0);
    boolean spaceNext = text.length() == 1 || isSpace(text.charAt(1));
    if (FIRST.indexOf(first) >= 0 || ("?:-".indexOf(first) >= 0 && spaceNext)) {
      return true;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean followed = i + 1 == text.length() || isSpace(text.charAt(i + 1));
      if ((c == ':' && followed) || (c == '#' && isSpace(text.charAt(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\0' || isBreak(c);
  }

  private static boolean singleAllowed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPrintable(c)) {
        return false;
      }
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 'x';
      if ((c == ' ' && isBreak(next)) || (isBreak(c) && next == ' ')) {
        return false;
      }
    }
    return true;
  }

  static boolean isPrintable(char c) {
    return c == '\n'
        || (c >= ' ' && c <= '~')
        || c == '\u0085'
        || (c >= '\u00a0' && c != '\ufeff' && c < '\ufffe');
  }
}
