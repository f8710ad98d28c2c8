package org.eobench.cli.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.plugin.PluginJars;
import org.jspecify.annotations.Nullable;

/**
 * The file of one option, composed without a full run, so that parts of a run to which its other
 * values refer need not be selected.
 *
 * @param group such as {@code encoder}
 * @param option one of its options
 */
record OwnFile(String group, String option) {

  /**
   * Composes the file.
   *
   * @throws BenchException if there is no such option
   */
  MapNode compose(PluginJars plugins, List<String> overrides) {
    ConfigCommand configs = Configs.command(plugins);
    List<String> known =
        configs.groups(CommandLine.parse(List.of())).getOrDefault(group, List.of());
    if (!known.contains(option)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "Unknown" + group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1),
                  String.format(Locale.ROOT, "there is no %s %s", group, option))
              .expecting(Suggest.sentence(option, known)));
    }
    List<String> line = new ArrayList<>(List.of("--config-name", group + "/" + option));
    line.addAll(overrides);
    Problems elsewhere = new Problems();
    return configs.compose(CommandLine.parse(line)).resolve(elsewhere);
  }

  /**
   * The value of a key, or null.
   *
   * @throws BenchException if it refers to another part of a run
   */
  static @Nullable Object value(MapNode config, String key) {
    ConfigNode node = config.select(key);
    Object value = node instanceof ScalarNode scalar && !scalar.isMissing() ? scalar.value() : null;
    if (value instanceof String text && text.contains("${")) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "OpenValue",
                  String.format(Locale.ROOT, "%s refers to another part of a run: %s", key, text))
              .expecting("a value")
              .next(String.format(Locale.ROOT, "add `%s=VALUE`", key)));
    }
    return value;
  }

  /** The value of a key as text, or null. */
  static @Nullable String text(MapNode config, String key) {
    Object value = value(config, key);
    return value == null ? null : value.toString();
  }
}
