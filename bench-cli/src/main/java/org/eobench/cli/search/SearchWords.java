package org.eobench.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command line for the search, {@code search=NAME} and {@code search.KEY=VALUE}, and
 * all others.
 *
 * @param option the option of the group {@code search}
 * @param settings the words for its keys
 * @param others the command line without these words
 */
public record SearchWords(String option, List<String> settings, CommandLine others) {
  private static final String GROUP = "search";

  public SearchWords {
    settings = List.copyOf(settings);
  }

  /**
   * Splits a command line; null if it asks for no search.
   *
   * @throws BenchException if a setting of the search is given without a search
   */
  public static @Nullable SearchWords of(CommandLine line) {
    String option = null;
    List<String> settings = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String word : line.overrides()) {
      if (word.startsWith(GROUP + "=")) {
        option = word.substring(GROUP.length() + 1);
      } else if (word.matches("[+~]{0,2}" + GROUP + "\\..*")) {
        settings.add(word);
      } else {
        others.add(word);
      }
    }
    if (option == null && !settings.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("NoSearch", settings.get(0) + " sets a search, but none is selected")
              .at(settings.get(0))
              .expecting("search=random or search=tpe, together with -m")
              .next("add `search=tpe`, or remove " + settings.get(0)));
    }
    return option == null
        ? null
        : new SearchWords(option, settings, new CommandLine(line.flags(), others));
  }

  /** The file of the search with its settings. */
  ConfigNode node(ConfigCommand configs) {
    List<String> words = new ArrayList<>();
    for (String flag : List.of("config-dir", "config-path")) {
      String value = others.value(flag);
      if (value != null) {
        words.add("--" + flag + "=" + value);
      }
    }
    requireOption(configs);
    words.add("--config-name=" + GROUP + "/" + option);
    words.addAll(settings);
    MapNode whole = configs.compose(CommandLine.parse(words)).resolve();
    ConfigNode own = whole.get(GROUP);
    return own == null ? whole : own;
  }

  private void requireOption(ConfigCommand configs) {
    List<String> options = configs.groups(others).getOrDefault(GROUP, List.of());
    if (!options.contains(option)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("UnknownOption", "there is no " + GROUP + "/" + option + ".yaml")
              .at(GROUP + "=" + option)
              .expecting(Suggest.sentence(option, options)));
    }
  }

  /**
   * Reads the search.
   *
   * @throws BenchException with everything that is wrong with it
   */
  static SearchConfig config(ConfigNode node) {
    Problems problems = new Problems();
    SearchConfig config = Binder.bind(node, GROUP, SearchConfig.class, problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return Objects.requireNonNull(config);
  }
}
