package org.eobench.cli.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.Problem;

/**
 * What the text of a problem says can be typed: everything between backticks, either a whole
 * command or arguments for the command that failed.
 *
 * @param text what stands between two backticks
 * @param instead whether it is meant in place of the argument that was refused
 * @param sameArguments whether the arguments of the failed command follow it
 */
public record Advice(String text, boolean instead, boolean sameArguments) {
  private static final String PROGRAM = "java -jar bench.jar ";
  private static final Pattern TYPED = Pattern.compile("`([^`]+)`");

  /** All advice of a problem, in the order of its text. */
  static List<Advice> of(Problem problem) {
    return in(problem.expected() + "\n" + problem.next());
  }

  static List<Advice> in(String text) {
    List<Advice> found = new ArrayList<>();
    Matcher typed = TYPED.matcher(text);
    while (typed.find()) {
      String after = text.substring(typed.end());
      found.add(
          new Advice(
              typed.group(1),
              after.startsWith(" instead of this argument"),
              after.startsWith(" with the same arguments")));
    }
    return found;
  }

  /** Whether it is a command of this program, not arguments for one. */
  boolean isCommand() {
    return text.startsWith(PROGRAM);
  }

  /** Whether it is a command of the shell or an option of Java, which no test of ours can run. */
  boolean isForeign() {
    return !isCommand()
        && words(text).stream()
            .noneMatch(word -> word.startsWith("-") || word.startsWith("~") || word.contains("="));
  }

  /**
   * The command line that follows the advice.
   *
   * @param arguments the one that failed, verb first
   * @param refused the argument that was refused, or empty
   * @param values what to write for words in capitals
   */
  List<String> follow(List<String> arguments, String refused, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replaceAll("\\b" + value.getKey() + "\\b", value.getValue());
    }
    List<String> rest = arguments.subList(1, arguments.size());
    List<String> line = new ArrayList<>();
    if (isCommand()) {
      line.addAll(words(filled.substring(PROGRAM.length())));
      line.addAll(sameArguments ? rest : List.of());
      return line;
    }
    List<String> more = words(filled);
    line.add(arguments.get(0));
    for (String word : rest) {
      boolean given = more.stream().anyMatch(other -> key(other).equals(key(word)));
      if (!given && !(instead && word.equals(refused))) {
        line.add(word);
      }
    }
    line.addAll(more);
    return line;
  }

  private static String key(String word) {
    int equal = word.indexOf('=');
    String key = equal < 0 ? word : word.substring(0, equal);
    return key.replaceFirst("^[+~]+", "");
  }

  /** Splits as a shell does, as far as quotes and blanks go. */
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && c == '\\') {
        word.append(text.charAt(++i));
      } else if (quote == 0 && c == ' ') {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }
}
