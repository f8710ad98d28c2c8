package org.eobench.core.config.override;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.config.override.OverrideToken.Kind;
import org.eobench.core.config.tree.Quoting;
import org.eobench.core.config.tree.YamlScalars;
import org.jspecify.annotations.Nullable;

/** Splits the value of an override (the part after the first {@code =}) into tokens. */
public final class OverrideLexer {
  private static final String WHOLE = "(?:0|[1-9](?:_?[0-9])*+)";
  private static final String DIGITS = "[0-9](?:_?[0-9])*+";
  private static final String POINT = "(?:" + WHOLE + "?\\." + DIGITS + "|" + WHOLE + "\\.)";
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:(?:"
              + POINT
              + "|"
              + WHOLE
              + ")[eE][+-]?"
              + DIGITS
              + "|"
              + POINT
              + "|(?i:inf|nan))");
  private static final Pattern INT = Pattern.compile("[+-]?" + WHOLE);
  private static final Pattern ID = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*+");
  private static final String CHARS = "/-\\+.$%*@?|";
  private static final String ESCAPABLE = "\\()[]{}:=, \t";

  private final String line;
  private int at;

  private OverrideLexer(String line, int start) {
    this.line = line;
    this.at = start;
  }

  /** The tokens of {@code line} from {@code start}, followed by {@link Kind#END}. */
  static List<OverrideToken> tokens(String line, int start) {
    OverrideLexer lexer = new OverrideLexer(line, start);
    List<OverrideToken> tokens = new ArrayList<>();
    while (lexer.at < line.length()) {
      OverrideToken token = lexer.next();
      tokens.add(token);
      lexer.at += token.text().length();
    }
    tokens.add(new OverrideToken(Kind.END, "", line.length()));
    return tokens;
  }

  /** Converts unquoted text to its type in the grammar: null, Boolean, a number or the text. */
  public static @Nullable Object typed(String text) {
    if (FLOAT.matcher(text).matches()) {
      return ValueParser.real(text.replace("_", "").toLowerCase(Locale.ROOT));
    }
    if (INT.matcher(text).matches()) {
      return YamlScalars.narrow(new BigInteger(text.replace("_", "")));
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> text;
    };
  }

  private OverrideToken next() {
    int afterSpace = skipSpace(at);
    if (afterSpace > at) {
      char after = afterSpace < line.length() ? line.charAt(afterSpace) : ' ';
      return "(),]}".indexOf(after) >= 0
          ? punctuation(after, afterSpace)
          : token(Kind.SPACE, afterSpace);
    }
    char c = line.charAt(at);
    if ("(),[]{}:=".indexOf(c) >= 0) {
      return punctuation(c, at);
    }
    if (c == '\'' || c == '"') {
      return quoted(c);
    }
    int close = line.startsWith("${", at) ? line.indexOf('}', at) : -1;
    if (close > at + 2) {
      return token(Kind.INTERPOLATION, close + 1);
    }
    int escaped = escapeEnd();
    if (escaped > at) {
      return token(Kind.ESCAPE, escaped);
    }
    return word(c);
  }

  private OverrideToken punctuation(char c, int position) {
    Kind kind =
        switch (c) {
          case '(' -> Kind.OPEN;
          case ')' -> Kind.CLOSE;
          case ',' -> Kind.COMMA;
          case '[' -> Kind.LIST_OPEN;
          case ']' -> Kind.LIST_CLOSE;
          case '{' -> Kind.MAP_OPEN;
          case '}' -> Kind.MAP_CLOSE;
          case '=' -> Kind.EQUAL;
          default -> Kind.COLON;
        };
    boolean takesSpace = "(,[{=".indexOf(c) >= 0;
    return token(kind, takesSpace ? skipSpace(position + 1) : position + 1);
  }

  private OverrideToken quoted(char quote) {
    int slashes = 0;
    for (int i = at + 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == quote && slashes % 2 == 0) {
        return token(Kind.QUOTED, i + 1);
      }
      slashes = c == '\\' ? slashes + 1 : 0;
    }
    throw new OverrideSyntaxException(
        at, "the quote " + quote + " is not closed", "close it, or escape it as \\" + quote);
  }

  private int escapeEnd() {
    int end = at;
    while (end + 1 < line.length()
        && line.charAt(end) == '\\'
        && ESCAPABLE.indexOf(line.charAt(end + 1)) >= 0) {
      end += 2;
    }
    return end;
  }

  /** Finds the longest number, word or single character; at equal length a number wins. */
  private OverrideToken word(char c) {
    int real = match(FLOAT);
    int whole = match(INT);
    int id = match(ID);
    if (real >= whole && real >= id && real > at) {
      return token(Kind.FLOAT, real);
    }
    if (whole > at && whole >= id) {
      return token(Kind.INT, whole);
    }
    if (id > at) {
      return switch (line.substring(at, id).toLowerCase(Locale.ROOT)) {
        case "true", "false" -> token(Kind.BOOL, id);
        case "null" -> token(Kind.NULL, id);
        default -> token(Kind.ID, id);
      };
    }
    if (CHARS.indexOf(c) >= 0) {
      return token(Kind.CHAR, at + 1);
    }
    throw new OverrideSyntaxException(
        at, "the character " + c + " must be quoted", Quoting.advice(line));
  }

  private int match(Pattern pattern) {
    Matcher matcher = pattern.matcher(line).region(at, line.length());
    return matcher.lookingAt() ? matcher.end() : at;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  private OverrideToken token(Kind kind, int end) {
    return new OverrideToken(kind, line.substring(at, end), at);
  }
}
