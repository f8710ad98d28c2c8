package org.eobench.core.config.interpolation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.override.OverrideLexer;
import org.eobench.core.config.tree.Bounds;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;

/** Parses text with interpolations, in OmegaConf's grammar. */
public final class InterpolationParser {
  private static final String OPEN = "${";
  private static final String KEY_ENDS = "\\${}()[].: \t'\"";
  private static final String ESCAPABLE = "\\()[]{}:=, \t";

  private final String text;
  private int at;
  private int depth;

  private InterpolationParser(String text) {
    this.text = text;
  }

  /** Parses a configuration value: text that may contain {@code ${…}} anywhere. */
  static Expression text(String text) {
    InterpolationParser parser = new InterpolationParser(text);
    return single(parser.parts('\0'));
  }

  /** Refuses text with invalid syntax. It does not check whether references exist. */
  public static void check(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.isInterpolation()) {
      text(String.valueOf(scalar.value()));
    } else if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        check(entry.value());
      }
    } else if (node instanceof ListNode list) {
      for (ConfigNode item : list.items()) {
        check(item);
      }
    }
  }

  /** Parses a typed value, such as the argument of {@code oc.decode}. */
  static Expression singleElement(String text) {
    InterpolationParser parser = new InterpolationParser(text);
    Expression element = parser.element("");
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw parser.syntax("unexpected " + text.charAt(parser.at));
    }
    return element;
  }

  /** Parses literal and interpolated parts up to the closing quote or the end. */
  private List<Expression> parts(char quote) {
    List<Expression> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    while (at < text.length() && (quote == '\0' || text.charAt(at) != quote)) {
      int run = at;
      while (run < text.length() && text.charAt(run) == '\\') {
        run++;
      }
      int slashes = run - at;
      boolean opens = text.startsWith(OPEN, run);
      boolean closes = quote != '\0' && run < text.length() && text.charAt(run) == quote;
      literal.append("\\".repeat(opens || closes ? slashes / 2 : slashes));
      at = run;
      if (opens && slashes % 2 == 0) {
        flush(literal, parts);
        parts.add(interpolation());
      } else if (opens) {
        literal.append(OPEN);
        at += 2;
      } else if (closes ? slashes % 2 == 1 : slashes == 0) {
        literal.append(text.charAt(at++));
      }
    }
    flush(literal, parts);
    return parts;
  }

  private static void flush(StringBuilder literal, List<Expression> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Expression.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static Expression single(List<Expression> parts) {
    if (parts.isEmpty()) {
      return new Expression.Literal("");
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Join(parts);
  }

  private Expression interpolation() {
    enter();
    at += OPEN.length();
    skipSpace();
    int dots = 0;
    while (peek() == '.') {
      dots++;
      at++;
    }
    List<Expression> keys = new ArrayList<>();
    boolean brackets = peek() == '[';
    keys.add(key());
    while (peek() == '.' || peek() == '[') {
      brackets |= peek() == '[';
      at += peek() == '.' ? 1 : 0;
      keys.add(key());
    }
    if (peek() == ':' && dots == 0 && !brackets) {
      at++;
      Expression call = call(keys);
      depth--;
      return call;
    }
    skipSpace();
    expect('}');
    depth--;
    return new Expression.Reference(dots, keys);
  }

  private Expression key() {
    boolean bracket = peek() == '[';
    at += bracket ? 1 : 0;
    Expression key;
    if (text.startsWith(OPEN, at)) {
      key = interpolation();
    } else {
      int start = at;
      while (at < text.length() && KEY_ENDS.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      if (at == start) {
        throw syntax("a key is missing");
      }
      key = new Expression.Literal(text.substring(start, at));
    }
    if (bracket) {
      expect(']');
    }
    return key;
  }

  private Expression call(List<Expression> name) {
    List<Expression> joined = new ArrayList<>();
    for (Expression part : name) {
      if (!joined.isEmpty()) {
        joined.add(new Expression.Literal("."));
      }
      joined.add(part);
    }
    List<Expression> arguments = new ArrayList<>();
    skipSpace();
    if (peek() != '}') {
      arguments.add(element(",}"));
      while (peek() == ',') {
        at++;
        arguments.add(element(",}"));
      }
    }
    expect('}');
    return new Expression.Call(single(joined), arguments);
  }

  private Expression element(String ends) {
    enter();
    skipSpace();
    char c = peek();
    Expression element =
        switch (c) {
          case '[' -> items();
          case '{' -> entries();
          case '\'', '"' -> quoted(c);
          default -> primitive(ends);
        };
    skipSpace();
    depth--;
    return element;
  }

  private Expression quoted(char quote) {
    at++;
    List<Expression> parts = parts(quote);
    expect(quote);
    return parts.size() == 1 && parts.get(0) instanceof Expression.Literal
        ? parts.get(0)
        : new Expression.Join(parts);
  }

  private Expression items() {
    at++;
    List<Expression> items = new ArrayList<>();
    skipSpace();
    if (peek() != ']') {
      items.add(element(",]"));
      while (peek() == ',') {
        at++;
        items.add(element(",]"));
      }
    }
    expect(']');
    return new Expression.Items(items);
  }

  private Expression entries() {
    at++;
    Map<Object, Expression> entries = new LinkedHashMap<>();
    skipSpace();
    while (peek() != '}') {
      Expression key = primitive(":");
      if (!(key instanceof Expression.Literal literal) || literal.value() == null) {
        throw syntax("a key of a mapping must be plain text or a number");
      }
      expect(':');
      entries.put(literal.value(), element(",}"));
      if (peek() != ',') {
        break;
      }
      at++;
      skipSpace();
    }
    expect('}');
    return new Expression.Entries(entries);
  }

  private Expression primitive(String ends) {
    List<Expression> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    boolean escaped = false;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      if (text.startsWith(OPEN, at)) {
        flush(literal, parts);
        parts.add(interpolation());
      } else if (c == '\\'
          && at + 1 < text.length()
          && ESCAPABLE.indexOf(text.charAt(at + 1)) >= 0) {
        literal.append(text.charAt(at + 1));
        at += 2;
        escaped = true;
      } else if ("[]{}()\"'".indexOf(c) >= 0) {
        throw syntax("unexpected " + c);
      } else {
        literal.append(c);
        at++;
      }
    }
    if (parts.isEmpty()) {
      String plain = escaped ? literal.toString() : literal.toString().strip();
      return new Expression.Literal(escaped ? plain : OverrideLexer.typed(plain));
    }
    int end = literal.length();
    while (end > 0 && (literal.charAt(end - 1) == ' ' || literal.charAt(end - 1) == '\t')) {
      literal.setLength(--end);
    }
    flush(literal, parts);
    return single(parts);
  }

  /** Enters a nested level. A failure does not need to leave it. */
  private void enter() {
    if (++depth > Bounds.DEPTH) {
      Problem problem = Bounds.tooDeep("references, lists and mappings are nested");
      throw new InterpolationException(problem.id(), problem.what(), problem.expected());
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private void expect(char c) {
    if (peek() != c) {
      throw syntax("expected " + c);
    }
    at++;
  }

  private InterpolationException syntax(String what) {
    return new InterpolationException(
        "InterpolationSyntax",
        "cannot read '" + Bounds.shortened(text) + "' at character " + (at + 1) + ": " + what,
        "${a.b}, ${.sibling} or ${resolver:arguments}; write \\${ for a literal ${");
  }
}
