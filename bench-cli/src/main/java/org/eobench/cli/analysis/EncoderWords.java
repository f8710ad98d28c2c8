package org.eobench.cli.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.plugins.FinishedRun;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.plugin.PluginJars;

/**
 * The words of a verb that takes encoders: of runs, by their directories, or of configurations, by
 * overrides. No decoder need be chosen.
 *
 * @param names words that are neither flags nor overrides
 * @param overrides the others
 */
record EncoderWords(List<String> names, List<String> overrides) {
  EncoderWords {
    names = List.copyOf(names);
    overrides = List.copyOf(overrides);
  }

  static EncoderWords of(List<String> words) {
    List<String> names = new ArrayList<>();
    List<String> overrides = new ArrayList<>();
    for (String word : words) {
      (word.contains("=") || word.startsWith("~") ? overrides : names).add(word);
    }
    return new EncoderWords(names, overrides);
  }

  /** The configuration of a run, with its weights. */
  Composition ofRun(String directory, PluginJars plugins) {
    return FinishedRun.compose(directory, overrides, plugins);
  }

  /**
   * The configurations of the overrides; a list of values such as {@code encoder=a,b} has several.
   */
  List<Composition> ofOverrides(PluginJars plugins) {
    List<String> words = new ArrayList<>(overrides);
    words.add("-m");
    if (words.stream().noneMatch(EncoderWords::choosesDecoder)) {
      words.add("~decoder");
    }
    CommandLine line = CommandLine.parse(words);
    Configs.requireComposing(line, Set.of("multirun"));
    return Configs.command(plugins).plan(line).jobs().stream()
        .map(ComposedJob::composition)
        .toList();
  }

  private static boolean choosesDecoder(String word) {
    // An experiment chooses one itself.
    return word.startsWith("decoder=") || word.startsWith("experiment=");
  }
}
