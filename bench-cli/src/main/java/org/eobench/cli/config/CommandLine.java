package org.eobench.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * A parsed command line: flags with their values, and overrides in order.
 *
 * @param flags maps long names without dashes to values; empty for flags without a value
 * @param overrides everything that is not a flag
 */
public record CommandLine(Map<String, String> flags, List<String> overrides) {
  private static final String OPTIONAL = "?";

  /**
   * Maps long names to short name and default value; the default is null if a value must follow.
   */
  private record Flag(String name, String shortName, boolean takesValue, String fallback) {}

  private static final List<Flag> FLAGS =
      List.of(
          new Flag("help", "-h", false, ""),
          new Flag("version", "", false, ""),
          new Flag("cfg", "-c", true, ""),
          new Flag("resolve", "", false, ""),
          new Flag("origin", "", false, ""),
          new Flag("package", "-p", true, ""),
          new Flag("info", "-i", true, OPTIONAL),
          new Flag("run", "-r", false, ""),
          new Flag("multirun", "-m", false, ""),
          new Flag("config-name", "-cn", true, ""),
          new Flag("config-dir", "-cd", true, ""),
          new Flag("config-path", "-cp", true, ""),
          new Flag("shell-completion", "-sc", true, ""),
          new Flag("dry-run", "", false, ""));

  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "cfg", List.of("job", "hydra", "all"),
          "info", List.of("all", "config", "defaults", "defaults-tree", "searchpath"));

  /**
   * Parses arguments.
   *
   * @throws org.eobench.core.error.BenchException with one problem for each unknown flag, missing
   *     value or unknown choice
   */
  public static CommandLine parse(List<String> arguments) {
    Map<String, String> flags = new LinkedHashMap<>();
    List<String> overrides = new ArrayList<>();
    Problems problems = new Problems();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      Flag flag = find(argument);
      int equal = argument.indexOf('=');
      if (flag == null) {
        if (argument.startsWith("--") || isShort(argument)) {
          problems.add(unknown(argument, i + 1));
        } else {
          overrides.add(argument);
        }
      } else if (!flag.takesValue()) {
        flags.put(flag.name(), "");
      } else if (equal >= 0) {
        flags.put(flag.name(), argument.substring(equal + 1));
      } else if (isValue(flag, arguments, i + 1)) {
        flags.put(flag.name(), arguments.get(++i));
      } else if (flag.fallback().equals(OPTIONAL)) {
        flags.put(flag.name(), "all");
      } else {
        problems.add(
            Problem.of("FlagValue", argument + " needs a value").at("argument " + (i + 1)));
      }
    }
    checkChoices(flags, problems);
    checkCompany(flags, problems);
    problems.throwIfAny(ExitCode.USAGE);
    return new CommandLine(flags, overrides);
  }

  private static boolean isValue(Flag flag, List<String> arguments, int next) {
    if (next >= arguments.size()) {
      return false;
    }
    String value = arguments.get(next);
    return flag.fallback().equals(OPTIONAL)
        ? CHOICES.getOrDefault(flag.name(), List.of()).contains(value)
        : find(value) == null;
  }

  private static void checkChoices(Map<String, String> flags, Problems problems) {
    for (Map.Entry<String, List<String>> choice : CHOICES.entrySet()) {
      String value = flags.get(choice.getKey());
      if (value != null && !choice.getValue().contains(value)) {
        problems.add(
            Problem.of("FlagValue", "--" + choice.getKey() + " " + value + " is not a valid choice")
                .expecting(Suggest.sentence(value, choice.getValue())));
      }
    }
  }

  /** Refuses flags that only change how --cfg prints: without it, they would start a run. */
  private static void checkCompany(Map<String, String> flags, Problems problems) {
    if (flags.containsKey("cfg") || flags.containsKey("info") || flags.containsKey("help")) {
      return;
    }
    for (String name : List.of("resolve", "origin", "package")) {
      if (flags.containsKey(name)) {
        problems.add(
            Problem.of(
                    "FlagAlone",
                    "--" + name + " changes how --cfg prints and has no effect without it")
                .expecting("--cfg job")
                .next("add `--cfg job` or remove --" + name));
      }
    }
  }

  private static boolean isShort(String argument) {
    return argument.length() > 1 && argument.charAt(0) == '-' && argument.indexOf('=') < 0;
  }

  private static @Nullable Flag find(String argument) {
    String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
    for (Flag flag : FLAGS) {
      boolean matches = name.equals("--" + flag.name()) || name.equals(flag.shortName());
      if (matches && (flag.takesValue() || name.equals(argument))) {
        return flag;
      }
    }
    return null;
  }

  private static Problem unknown(String argument, int number) {
    String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
    List<String> known = FLAGS.stream().map(flag -> "--" + flag.name()).toList();
    return Problem.of("UnknownFlag", "there is no flag " + name)
        .at("argument " + number)
        .expecting(Suggest.sentence(name, known));
  }

  public boolean has(String flag) {
    return flags.containsKey(flag);
  }

  /** The value of a flag, or null if the flag is absent. */
  public @Nullable String value(String flag) {
    return flags.get(flag);
  }

  boolean isMultirun() {
    return has("multirun");
  }

  /** Whether the command line asks to print something rather than to run. */
  public boolean isQuestion() {
    return has("help") || has("cfg") || has("info") || has("shell-completion");
  }
}
