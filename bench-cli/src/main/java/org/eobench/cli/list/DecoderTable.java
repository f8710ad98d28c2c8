package org.eobench.cli.list;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.terminal.Listing;
import org.eobench.cli.terminal.TextTable;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.describe.ConfiguredDecoder;
import org.eobench.core.describe.DecoderCapabilities;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.registry.Components;

/**
 * The decoders one can choose and what each works with, a row each; found by building them, nothing
 * native is loaded.
 */
final class DecoderTable {
  /** Decoders read nothing of it; a configuration must have one. */
  private static final String DATASET = "quickstart";

  private static final String NONE = "–";
  private static final double MILLION = 1e6;
  private static final String LEGEND =
      "plain, pyramid: how many maps of an encoder it takes, if these are all of one size (tried as"
          + " ViT-B/16's) or each half as fine as the one before (tried as ResNet-50's)."
          + " Parameters: on 4 maps, of 3 dates if it takes these apart. dates: how many it can be"
          + " given apart, as its file says; temporal=ltae, linear, mean, max or stack makes one of"
          + " any number. An encoder that merges dates counts as one.";

  private final ConfigCommand configs;
  private final Components components;

  DecoderTable(ConfigCommand configs, Components components) {
    this.configs = configs;
    this.components = components;
  }

  /**
   * The table; an option that cannot be read keeps its row, and the reason stands below.
   *
   * @param options names of configs of the group decoder
   */
  Listing of(List<String> options) {
    TextTable table =
        new TextTable(
            List.of(
                "decoder",
                "for",
                "tasks",
                "plain",
                "pyramid",
                "dates",
                "parameters",
                "described in"),
            6);
    StringBuilder faults = new StringBuilder();
    for (String option : options) {
      try {
        add(table, option);
      } catch (BenchException refused) {
        table.add(option, "", "", "", "", "", "", "");
        faults.append(
            refused.problems().stream()
                .map(Problem::what)
                .collect(
                    Collectors.joining("; ", String.format(Locale.ROOT, "%n%s: ", option), "")));
      }
    }
    return new Listing(
        table,
        List.of(0, 1, 3, 4, 5, 6, 7),
        List.of(0, 2, 3, 4, 5, 6),
        (faults + "\n\n" + LEGEND).strip());
  }

  private void add(TextTable table, String option) {
    Composition composition =
        configs.compose(
            CommandLine.parse(List.of("decoder=" + option, "dataset=" + DATASET, "~encoder")));
    ConfiguredDecoder facts = ConfiguredDecoder.of(composition.resolve(), components);
    DecoderCapabilities reach = DecoderCapabilities.of(facts);
    table.add(
        option,
        facts.tasks().stream().sorted().map(TaskKind::key).collect(Collectors.joining(", ")),
        facts.tasks().stream().sorted().map(this::abbreviation).collect(Collectors.joining(" ")),
        numbers(reach.plainLevels(), DecoderCapabilities.MOST_LEVELS),
        numbers(reach.pyramidLevels(), DecoderCapabilities.MOST_LEVELS),
        numbers(reach.dates(), DecoderCapabilities.MOST_DATES),
        parameters(reach.parameters()),
        facts.paper().isEmpty() ? NONE : facts.paper());
  }

  /** A task in a word that fits a narrow column. */
  private String abbreviation(TaskKind kind) {
    return components.tasks().get(kind.key(), "task").abbreviation();
  }

  private static String parameters(long count) {
    return count < MILLION / 10
        ? String.valueOf(count)
        : String.format(Locale.ROOT, "%.1f M", count / MILLION);
  }

  /** Such as {@code any}, {@code 2 or more}, {@code 1 to 4} or {@code 1, 3}. */
  static String numbers(Set<Integer> found, int most) {
    if (found.isEmpty()) {
      return NONE;
    }
    TreeSet<Integer> sorted = new TreeSet<>(found);
    int first = sorted.first();
    int last = sorted.last();
    Set<Integer> between = IntStream.rangeClosed(first, last).boxed().collect(Collectors.toSet());
    if (first == last || !between.equals(sorted)) {
      return sorted.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    if (last < most) {
      return first + " to " + last;
    }
    return first == 1 ? "any" : first + " or more";
  }
}
