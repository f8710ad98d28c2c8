package org.eobench.core.config.override;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.config.tree.Bounds;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.FileNames;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/** Parses command-line overrides in Hydra's grammar. */
public final class OverrideParser {
  private static final Pattern GROUP =
      Pattern.compile("[a-zA-Z_][a-zA-Z0-9_-]*+(?:/[a-zA-Z_][a-zA-Z0-9_-]*+)++");
  private static final String PART = "(?:[a-zA-Z_$][a-zA-Z0-9_$-]*+|0|[1-9](?:_?[0-9])*+)";
  private static final Pattern DOTTED =
      Pattern.compile(PART + "(?:\\." + PART + ")++|[a-zA-Z_$][a-zA-Z0-9_$-]*+");

  private OverrideParser() {}

  /**
   * Parses all arguments in order.
   *
   * @throws BenchException with one {@code OverrideSyntax} problem, including a caret, for each
   *     argument that cannot be parsed
   */
  public static List<ConfigOverride> parseAll(List<String> arguments) {
    Problems problems = new Problems();
    List<ConfigOverride> overrides = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      try {
        overrides.add(parse(arguments.get(i), i + 1));
      } catch (BenchException e) {
        problems.addAll(e);
      }
    }
    problems.throwIfAny(ExitCode.USAGE);
    return overrides;
  }

  /**
   * Parses one argument.
   *
   * @param number position on the command line, from 1
   * @throws BenchException with an {@code OverrideSyntax} problem
   */
  public static ConfigOverride parse(String line, int number) {
    if (line.length() > Bounds.TEXT) {
      throw new BenchException(
          ExitCode.USAGE,
          Bounds.tooLong("an override", line.length())
              .at(Origin.argument(number, line).place())
              .next("write long values in a file"));
    }
    if (FileNames.isMangled(line)) {
      throw new BenchException(
          ExitCode.USAGE, FileNames.mangled().at(Origin.argument(number, line).place()));
    }
    try {
      return read(line, number);
    } catch (OverrideSyntaxException e) {
      String caret = " ".repeat(Math.max(0, Math.min(e.column(), line.length()))) + "^";
      String shown = Bounds.shortened(line);
      String where =
          line.indexOf('\n') >= 0 || !shown.equals(line)
              ? "argument " + number + ", character " + (e.column() + 1)
              : "argument " + number + ":\n" + line + "\n" + caret;
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "OverrideSyntax", "cannot read the override '" + shown + "': " + e.getMessage())
              .at(where)
              .expecting(e.hint()));
    }
  }

  private static ConfigOverride read(String line, int number) {
    ConfigOverride.Type type =
        line.startsWith("++")
            ? ConfigOverride.Type.FORCE_ADD
            : line.startsWith("+")
                ? ConfigOverride.Type.ADD
                : line.startsWith("~") ? ConfigOverride.Type.DEL : ConfigOverride.Type.CHANGE;
    int start =
        switch (type) {
          case FORCE_ADD -> 2;
          case ADD, DEL -> 1;
          case CHANGE -> 0;
        };
    int equal = line.indexOf('=', start);
    if (line.isEmpty() || equal < 0 && type != ConfigOverride.Type.DEL) {
      String found = line.isEmpty() ? "it is empty" : "the = is missing";
      throw new OverrideSyntaxException(line.length(), found, "key=value");
    }
    String left = line.substring(start, equal < 0 ? line.length() : equal);
    int at = left.indexOf('@');
    String key = at < 0 ? left : left.substring(0, at);
    String pkg = at < 0 ? null : left.substring(at + 1);
    checkKey(key, start, true);
    if (pkg != null) {
      checkKey(pkg, start + at + 1, false);
    }
    Object value = equal < 0 ? null : value(line, equal + 1);
    return new ConfigOverride(type, key, pkg, equal >= 0, value, line, number);
  }

  private static @Nullable Object value(String line, int start) {
    int from = start;
    while (from < line.length() && (line.charAt(from) == ' ' || line.charAt(from) == '\t')) {
      from++;
    }
    return from == line.length() ? "" : new ValueParser(line, from).parse();
  }

  private static int separators(String key) {
    int count = 0;
    for (int i = 0; i < key.length(); i++) {
      count += key.charAt(i) == '.' || key.charAt(i) == '/' ? 1 : 0;
    }
    return count;
  }

  private static void checkKey(String key, int start, boolean groupAllowed) {
    if (separators(key) >= Bounds.DEPTH) {
      Problem problem = Bounds.tooDeep("the parts of the key are nested");
      throw new OverrideSyntaxException(start, problem.what(), problem.expected());
    }
    if (key.isEmpty()
        || DOTTED.matcher(key).matches()
        || groupAllowed && GROUP.matcher(key).matches()) {
      return;
    }
    Matcher valid = DOTTED.matcher(key);
    int reached = valid.lookingAt() ? valid.end() : 0;
    if (groupAllowed) {
      Matcher group = GROUP.matcher(key);
      reached = group.lookingAt() ? Math.max(reached, group.end()) : reached;
    }
    int fault = Math.min(reached, key.length() - 1);
    throw new OverrideSyntaxException(
        start + reached,
        "the character " + quote(key.charAt(fault)) + " is not allowed here in a key",
        "a dotted key (a.b.0=…), a group (a/b=…) or a group in a package (a/b@c.d=…)");
  }

  private static String quote(char c) {
    return Character.isWhitespace(c) ? "' '" : String.valueOf(c);
  }
}
