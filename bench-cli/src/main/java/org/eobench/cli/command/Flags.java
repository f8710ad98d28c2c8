package org.eobench.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/** The flags of one verb, separated from its other words. */
public final class Flags {
  private static final List<String> CONFIG = List.of("--config-dir", "--config-path");

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> rest = new ArrayList<>();
  private final List<String> known = new ArrayList<>();

  private Flags() {}

  /**
   * Extracts {@code --name VALUE}, {@code --name=VALUE} and {@code --name}; other words, including
   * unknown flags, remain.
   *
   * @param valued flags with a value
   * @param bare flags without a value
   * @throws BenchException if a value is missing
   */
  public static Flags of(List<String> words, List<String> valued, List<String> bare) {
    Flags flags = new Flags();
    Stream.of(valued, bare).flatMap(List::stream).forEach(name -> flags.known.add("--" + name));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equal = word.indexOf('=');
      String name = name(equal < 0 ? word : word.substring(0, equal));
      if (bare.contains(name) && equal < 0) {
        flags.add(name, "");
      } else if (!valued.contains(name)) {
        flags.rest.add(word);
      } else if (equal >= 0) {
        flags.add(name, word.substring(equal + 1));
      } else if (i + 1 < words.size()) {
        flags.add(name, words.get(++i));
      } else {
        throw new BenchException(
            ExitCode.USAGE, Problem.of("FlagValue", word + " requires a value"));
      }
    }
    return flags;
  }

  private void add(String name, String value) {
    values.computeIfAbsent(name, flag -> new ArrayList<>()).add(value);
  }

  private static String name(String word) {
    return word.startsWith("--") ? word.substring(2) : "";
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value of a flag, the last one if it was given several times; null if it was not. */
  public @Nullable String value(String name) {
    List<String> given = values.get(name);
    return given == null ? null : given.get(given.size() - 1);
  }

  /** All values of a flag that may be given several times, in order. */
  public List<String> values(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /**
   * Returns a positive number.
   *
   * @throws BenchException if the flag has any other value
   */
  public double number(String name, double otherwise) {
    String text = value(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text);
      if (number > 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException reported) {
      // reported below, like non-positive numbers
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of(
                "FlagValue",
                String.format(Locale.ROOT, "--%s=%s is not a positive number", name, text))
            .expecting("a number such as " + (otherwise == Math.rint(otherwise) ? "2" : "0.5")));
  }

  /**
   * Returns a positive integer.
   *
   * @throws BenchException if the flag has any other value
   */
  public int whole(String name, int otherwise) {
    double number = number(name, otherwise);
    if (number == Math.rint(number) && number <= Integer.MAX_VALUE) {
      return (int) number;
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of(
                "FlagValue",
                String.format(Locale.ROOT, "--%s=%s is not a positive integer", name, value(name)))
            .expecting("a number such as 2"));
  }

  /** The remaining words. */
  public List<String> rest() {
    return List.copyOf(rest);
  }

  /**
   * The remaining words of a verb that takes no other flags.
   *
   * @throws BenchException if one of them is a flag
   */
  public List<String> words(Verb verb) {
    return words(verb, List.of());
  }

  /**
   * The remaining words of a verb that composes the configuration of a run, among them the flags
   * that say where the files of the configuration are.
   *
   * @throws BenchException if one of them is another flag
   */
  public List<String> wordsWithConfigFlags(Verb verb) {
    return words(verb, CONFIG);
  }

  private List<String> words(Verb verb, List<String> allowed) {
    for (String word : rest) {
      if (word.startsWith("--") && !allowed.contains(word.replaceAll("=.*", ""))) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("UnknownFlag", word + " is not a flag of " + verb.name())
                .expecting(Suggest.sentence(word.replaceAll("=.*", ""), known))
                .next("`java -jar bench.jar help " + verb.name() + "` explains them"));
      }
    }
    return rest();
  }
}
