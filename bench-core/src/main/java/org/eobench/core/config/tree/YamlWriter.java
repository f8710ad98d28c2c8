package org.eobench.core.config.tree;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats a tree as YAML, byte for byte like Hydra. */
public final class YamlWriter {
  private static final int WIDTH = 80;
  private static final int STEP = 2;

  private final StringBuilder out = new StringBuilder();
  private final boolean origins;

  private YamlWriter(boolean origins) {
    this.origins = origins;
  }

  /** Returns the tree as YAML, ending with a line break. */
  public static String write(ConfigNode node) {
    return write(node, false);
  }

  /** Returns the tree as YAML, with the origin of each value in a comment after it. */
  public static String writeWithOrigins(ConfigNode node) {
    return write(node, true);
  }

  private String comment(ConfigNode leaf) {
    return origins ? "  # " + leaf.origin().place().replace('\n', ' ') : "";
  }

  private static String write(ConfigNode node, boolean origins) {
    YamlWriter writer = new YamlWriter(origins);
    if (node instanceof MapNode map && !map.isEmpty()) {
      writer.map(map, 0);
    } else if (node instanceof ListNode list && list.size() > 0) {
      writer.list(list, 0);
    } else {
      writer.leaf(node, 0, "");
    }
    return writer.out.toString();
  }

  private void map(MapNode map, int indent) {
    boolean first = true;
    for (MapNode.Entry entry : map.entries()) {
      if (!first || column() == 0) {
        out.append(" ".repeat(indent - column()));
      }
      first = false;
      scalar(entry.key(), indent, true);
      out.append(':');
      value(entry.value(), indent);
    }
  }

  private void value(ConfigNode value, int indent) {
    if (value instanceof MapNode map && !map.isEmpty()) {
      out.append('\n');
      map(map, indent + STEP);
    } else if (value instanceof ListNode list && list.size() > 0) {
      out.append(comment(list)).append('\n');
      list(list, indent);
    } else {
      leaf(value, indent + STEP, " ");
    }
  }

  private void list(ListNode list, int indent) {
    boolean first = true;
    for (ConfigNode item : list.items()) {
      if (!first || column() == 0) {
        out.append(" ".repeat(indent - column()));
      }
      first = false;
      out.append('-');
      if (item instanceof MapNode map && !map.isEmpty()) {
        out.append(' ');
        map(map, indent + STEP);
      } else if (item instanceof ListNode below && below.size() > 0) {
        out.append(' ');
        list(below, indent + STEP);
      } else {
        boolean sameOrigin = item.origin().equals(list.origin());
        out.append(' ');
        scalarOrEmpty(item, indent + STEP);
        out.append(sameOrigin ? "" : comment(item)).append('\n');
      }
    }
  }

  private void leaf(ConfigNode node, int indent, String before) {
    out.append(before);
    scalarOrEmpty(node, indent);
    out.append(comment(node)).append('\n');
  }

  private void scalarOrEmpty(ConfigNode node, int indent) {
    if (node instanceof ScalarNode scalar) {
      scalar(scalar.value(), indent, false);
    } else {
      out.append(node instanceof MapNode ? "{}" : "[]");
    }
  }

  private int column() {
    return out.length() - 1 - out.lastIndexOf("\n");
  }

  private void scalar(@Nullable Object value, int indent, boolean key) {
    if (!(value instanceof String text)) {
      out.append(plain(value));
      return;
    }
    switch (YamlScalarStyle.of(text, key)) {
      case PLAIN -> folded(text, indent, !key, false);
      case SINGLE -> single(text, indent, !key);
      case DOUBLE -> doubled(text, indent, !key);
    }
  }

  private static String plain(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Double real) {
      if (!Double.isFinite(real)) {
        return Double.isNaN(real) ? ".nan" : real > 0 ? ".inf" : "-.inf";
      }
      String text = PythonText.number(real);
      return text.contains(".") ? text : text.replace("e", ".0e");
    }
    return value.toString().toLowerCase(Locale.ROOT);
  }

  private void newLine(int indent) {
    out.append('\n').append(" ".repeat(indent));
  }

  /** Breaks text at single spaces where a line exceeds the width. */
  private void folded(String text, int indent, boolean split, boolean quoted) {
    if (!split || column() + text.length() <= WIDTH) {
      out.append(text);
      return;
    }
    int at = 0;
    while (at < text.length()) {
      int end = at;
      boolean spaces = text.charAt(at) == ' ';
      while (end < text.length() && (text.charAt(end) == ' ') == spaces) {
        end++;
      }
      boolean inside = !quoted || (at != 0 && end != text.length());
      if (spaces && end == at + 1 && column() > WIDTH && inside) {
        newLine(indent);
      } else {
        out.append(text, at, end);
      }
      at = end;
    }
  }

  private void single(String text, int indent, boolean split) {
    out.append('\'');
    int at = 0;
    while (at < text.length()) {
      int end = at;
      boolean breaks = YamlScalarStyle.isBreak(text.charAt(at));
      while (end < text.length() && YamlScalarStyle.isBreak(text.charAt(end)) == breaks) {
        end++;
      }
      String part = text.substring(at, end);
      if (breaks) {
        out.append(part.charAt(0) == '\n' ? "\n" : "").append(part).append(" ".repeat(indent));
      } else {
        boolean whole = at == 0 && end == text.length();
        folded(part.replace("'", "''"), indent, split, whole || at == 0 || end == text.length());
      }
      at = end;
    }
    out.append('\'');
  }

  private void doubled(String text, int indent, boolean split) {
    out.append('"');
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      boolean last = end == text.length();
      char c = last ? '"' : text.charAt(end);
      if (last || mustEscape(c)) {
        out.append(text, start, end);
        start = end;
        if (!last) {
          out.append(escaped(c));
          start = end + 1;
        }
      }
      boolean here = end > 0 && end < text.length() - 1 && (c == ' ' || start >= end);
      if (here && split && column() + (end - start) > WIDTH) {
        if (start < end) {
          out.append(text, start, end);
          start = end;
        }
        out.append('\\');
        newLine(indent);
        if (text.charAt(start) == ' ') {
          out.append('\\');
        }
      }
    }
    out.append('"');
  }

  private static boolean mustEscape(char c) {
    return c == '"'
        || c == '\\'
        || c == '\n'
        || YamlScalarStyle.isBreak(c)
        || !YamlScalarStyle.isPrintable(c);
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\0' -> "\\0";
      case '\u0007' -> "\\a";
      case '\b' -> "\\b";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\u000b' -> "\\v";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      case '\u001b' -> "\\e";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\u0085' -> "\\N";
      case '\u2028' -> "\\L";
      case '\u2029' -> "\\P";
      default ->
          c <= '\u00ff'
              ? String.format(Locale.ROOT, "\\x%02X", (int) c)
              : String.format(Locale.ROOT, "\\u%04X", (int) c);
    };
  }
}
