package org.eobench.cli.benchmark;

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
 * The word {@code benchmark=NAME} of a command line, and all others.
 *
 * @param option the option of the group {@code benchmark}
 * @param others the command line without this word
 */
record BenchmarkWords(String option, CommandLine others) {
  private static final String GROUP = "benchmark";

  /** Splits a command line; null if it asks for no benchmark. */
  static @Nullable BenchmarkWords of(CommandLine line) {
    String option = null;
    List<String> others = new ArrayList<>();
    for (String word : line.overrides()) {
      if (word.startsWith(GROUP + "=")) {
        option = word.substring(GROUP.length() + 1);
      } else {
        others.add(word);
      }
    }
    return option == null
        ? null
        : new BenchmarkWords(option, new CommandLine(line.flags(), others));
  }

  /**
   * Reads the file of the benchmark.
   *
   * @throws BenchException with everything that is wrong with it
   */
  BenchmarkConfig config(ConfigCommand configs) {
    List<String> options = configs.groups(others).getOrDefault(GROUP, List.of());
    if (!options.contains(option)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("UnknownOption", "there is no " + GROUP + "/" + option + ".yaml")
              .at(GROUP + "=" + option)
              .expecting(Suggest.sentence(option, options)));
    }
    List<String> words = new ArrayList<>(places());
    words.add("--config-name=" + GROUP + "/" + option);
    MapNode whole = configs.compose(CommandLine.parse(words)).resolve();
    ConfigNode own = whole.get(GROUP);
    Problems problems = new Problems();
    BenchmarkConfig config =
        Binder.bind(own == null ? whole : own, GROUP, BenchmarkConfig.class, problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return Objects.requireNonNull(config);
  }

  /** The flags of the command line that say where configs are. */
  private List<String> places() {
    List<String> flags = new ArrayList<>();
    for (String flag : List.of("config-dir", "config-path")) {
      String value = others.value(flag);
      if (value != null) {
        flags.add("--" + flag + "=" + value);
      }
    }
    return flags;
  }
}
