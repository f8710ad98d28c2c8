package org.eobench.core.config.override;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.override.OverrideToken.Kind;
import org.eobench.core.config.tree.Bounds;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.QuotedText;
import org.eobench.core.config.tree.Quoting;
import org.eobench.core.config.tree.YamlScalars;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Parses the value of an override: a primitive, list, mapping, function or comma-separated sweep.
 */
final class ValueParser {
  private final String line;
  private final List<OverrideToken> tokens;
  private int position;
  private int depth;

  ValueParser(String line, int start) {
    this.line = line;
    this.tokens = OverrideLexer.tokens(line, start);
  }

  @Nullable Object parse() {
    Object first = element();
    if (peek().kind() != Kind.COMMA) {
      expect(Kind.END, "the value should end here");
      return first;
    }
    List<@Nullable Object> values = new ArrayList<>();
    int start = tokens.get(0).start();
    values.add(plainElement(first, start));
    while (peek().kind() == Kind.COMMA) {
      position++;
      int at = peek().start();
      values.add(plainElement(element(), at));
    }
    expect(Kind.END, "the value should end here");
    return new Sweep.Choice(values, true, List.of(), false);
  }

  private static @Nullable Object plainElement(@Nullable Object element, int start) {
    if (element instanceof Sweep) {
      throw new OverrideSyntaxException(
          start, "a sweep function cannot be an item of a list of values", "choice(a,b,c)");
    }
    return element;
  }

  private @Nullable Object element() {
    OverrideToken token = peek();
    if (++depth > Bounds.DEPTH) {
      Problem problem = Bounds.tooDeep("lists, mappings and functions are nested");
      throw new OverrideSyntaxException(token.start(), problem.what(), problem.expected());
    }
    Object element =
        switch (token.kind()) {
          case LIST_OPEN -> list();
          case MAP_OPEN -> map();
          case QUOTED -> quoted();
          case ID -> tokens.get(position + 1).kind() == Kind.OPEN ? function() : primitive(false);
          default -> primitive(false);
        };
    depth--;
    return element;
  }

  private Object quoted() {
    String text = take().text();
    if (peek().kind() == Kind.SPACE && tokens.get(position + 1).kind() == Kind.END) {
      position++;
    }
    return QuotedText.unescape(text.substring(1, text.length() - 1), text.charAt(0));
  }

  private List<@Nullable Object> list() {
    OverrideToken open = take();
    List<@Nullable Object> items = new ArrayList<>();
    if (peek().kind() != Kind.LIST_CLOSE) {
      items.add(plainElement(element(), open.start()));
      while (peek().kind() == Kind.COMMA) {
        position++;
        items.add(plainElement(element(), open.start()));
      }
    }
    expect(Kind.LIST_CLOSE, "the list is not closed with ]");
    return items;
  }

  private Map<@Nullable Object, @Nullable Object> map() {
    OverrideToken open = take();
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    Map<@Nullable Object, @Nullable Object> spelt = new HashMap<>();
    if (peek().kind() != Kind.MAP_CLOSE) {
      do {
        if (peek().kind() == Kind.QUOTED) {
          throw new OverrideSyntaxException(
              peek().start(), "a key of a mapping cannot be quoted", "escape it: {a\\ b: 1}");
        }
        Object key = primitive(true);
        expect(Kind.COLON, "a key of a mapping must be followed by a colon and a value");
        skipSpace();
        // As in a Python dict, 1, 1.0 and true are one key, and the first spelling stays.
        Object same = key == null ? null : MapNode.canonical(key);
        Object value = plainElement(element(), open.start());
        map.put(spelt.containsKey(same) ? spelt.get(same) : key, value);
        spelt.putIfAbsent(same, key);
      } while (next(Kind.COMMA));
    }
    expect(Kind.MAP_CLOSE, "the mapping is not closed with }");
    return map;
  }

  private @Nullable Object function() {
    OverrideToken name = take();
    position++;
    List<@Nullable Object> positional = new ArrayList<>();
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    if (peek().kind() != Kind.CLOSE) {
      do {
        OverrideToken at = peek();
        boolean isNamed = at.kind() == Kind.ID && tokens.get(position + 1).kind() == Kind.EQUAL;
        position += isNamed ? 2 : 0;
        Object value = element();
        Object plain = value instanceof QuotedText quoted ? quoted.text() : value;
        if (isNamed) {
          named.put(at.text(), plain);
        } else if (named.isEmpty()) {
          positional.add(plain);
        } else {
          throw new OverrideSyntaxException(
              at.start(), "a positional argument follows a named one", "name this one too");
        }
      } while (next(Kind.COMMA));
    }
    expect(Kind.CLOSE, "the function is not closed with )");
    try {
      return OverrideFunctions.call(name.text(), positional, named);
    } catch (IllegalArgumentException e) {
      throw new OverrideSyntaxException(name.start(), String.valueOf(e.getMessage()), "");
    }
  }

  private @Nullable Object primitive(boolean isKey) {
    List<OverrideToken> parts = new ArrayList<>();
    while (isKey ? peek().kind().isKeyText() : peek().kind().isText()) {
      parts.add(take());
    }
    while (!parts.isEmpty() && parts.get(parts.size() - 1).kind() == Kind.SPACE) {
      parts.remove(parts.size() - 1);
    }
    while (!parts.isEmpty() && parts.get(0).kind() == Kind.SPACE) {
      parts.remove(0);
    }
    if (parts.isEmpty()) {
      throw unexpected("a value is missing");
    }
    if (parts.size() > 1) {
      StringBuilder text = new StringBuilder();
      parts.forEach(part -> text.append(text(part)));
      return text.toString();
    }
    return single(parts.get(0));
  }

  private static @Nullable Object single(OverrideToken token) {
    String text = token.text();
    return switch (token.kind()) {
      case NULL -> null;
      case BOOL -> text.equalsIgnoreCase("true");
      case INT -> YamlScalars.narrow(new BigInteger(text.replace("_", "")));
      case FLOAT -> real(text.replace("_", "").toLowerCase(Locale.ROOT));
      default -> text(token);
    };
  }

  private static String text(OverrideToken token) {
    String text = token.text();
    if (token.kind() != Kind.ESCAPE) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 1; i < text.length(); i += 2) {
      plain.append(text.charAt(i));
    }
    return plain.toString();
  }

  /** Parses a number like Python's {@code float}. */
  static double real(String text) {
    if (text.endsWith("inf")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return text.endsWith("nan") ? Double.NaN : Double.parseDouble(text);
  }

  private OverrideToken peek() {
    return tokens.get(position);
  }

  private OverrideToken take() {
    return tokens.get(position++);
  }

  private boolean next(Kind kind) {
    boolean found = peek().kind() == kind;
    position += found ? 1 : 0;
    return found;
  }

  private void skipSpace() {
    next(Kind.SPACE);
  }

  private void expect(Kind kind, String otherwise) {
    if (!next(kind)) {
      throw unexpected(otherwise);
    }
  }

  private OverrideSyntaxException unexpected(String message) {
    OverrideToken token = peek();
    String found = token.kind() == Kind.END ? "the end" : token.text().strip();
    return new OverrideSyntaxException(
        token.start(), message + ", found " + found, Quoting.advice(line));
  }
}
