package org.eobench.cli.list;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.terminal.Listing;
import org.eobench.cli.terminal.TextTable;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.registry.Components;

/**
 * A table of the available encoders, one row each. It loads no native library and reads no weights.
 */
public final class EncoderTable {
  /** The data set whose bands are shown for encoders that accept any bands. */
  private static final String DATASET = "quickstart";

  private static final double MILLION = 1e6;
  private static final int MANY_BANDS = 4;

  private final ConfigCommand configs;
  private final Components components;

  EncoderTable(ConfigCommand configs, Components components) {
    this.configs = configs;
    this.components = components;
  }

  /**
   * Builds the table; an option that cannot be built keeps its row, and the reason follows the
   * table.
   *
   * @param options names of configs of the group encoder
   */
  Listing of(List<String> options) {
    TextTable table =
        new TextTable(
            List.of(
                "encoder",
                "family",
                "parameters",
                "bands",
                "modalities and bands",
                "input",
                "levels",
                "dates",
                "licence of the weights"),
            2,
            5);
    StringBuilder faults = new StringBuilder();
    for (String option : options) {
      try {
        add(table, option);
      } catch (BenchException refused) {
        table.add(option, "", "", "", "", "", "", "", "");
        faults.append(
            refused.problems().stream()
                .map(Problem::what)
                .collect(
                    Collectors.joining("; ", String.format(Locale.ROOT, "%n%s: ", option), "")));
      }
    }
    return new Listing(
        table, List.of(0, 1, 2, 4, 5, 6, 7, 8), List.of(0, 2, 3, 5, 7), faults.toString().strip());
  }

  private void add(TextTable table, String option) {
    Composition composition =
        configs.compose(
            CommandLine.parse(List.of("encoder=" + option, "dataset=" + DATASET, "~decoder")));
    MapNode written = Objects.requireNonNull(composition.job().selectMap("encoder"));
    EncoderDescription facts = EncoderDescription.of(composition.resolve(), components);
    EncoderKeys keys = facts.keys();
    EncoderSpec spec = facts.spec();
    boolean anyBand = written.selectText("input_bands") != null;
    table.add(
        option,
        keys.card().family(),
        String.format(Locale.ROOT, "%.1f M", facts.parameters() / MILLION),
        anyBand ? "any" : numbers(keys.inputBands()),
        anyBand ? "those of the data set" : bands(keys.inputBands()),
        spec.inputSize() + " px",
        levels(spec.levels()),
        spec.temporal() ? "many" : "one",
        keys.encoderWeights() == null
            ? "none: starts at random"
            : Objects.requireNonNullElse(keys.card().licence(), "unknown"));
  }

  /** Numbers of bands, such as {@code 12 optical, 2 sar}. */
  private static String numbers(Map<String, List<String>> byModality) {
    return byModality.entrySet().stream()
        .map(modality -> modality.getValue().size() + " " + modality.getKey())
        .collect(Collectors.joining(", "));
  }

  public static String bands(Map<String, List<String>> byModality) {
    return byModality.entrySet().stream()
        .map(modality -> modality.getKey() + ": " + bands(modality.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String bands(List<String> names) {
    return names.size() > MANY_BANDS
        ? String.format(
            Locale.ROOT, "%d, %s … %s", names.size(), names.get(0), names.get(names.size() - 1))
        : String.join(" ", names);
  }

  /** Number of maps, their width and stride, such as {@code 4 × 768 /16}. */
  public static String levels(List<EncoderSpec.Level> levels) {
    if (levels.stream().distinct().count() == 1) {
      EncoderSpec.Level one = levels.get(0);
      return String.format(Locale.ROOT, "%d × %d /%d", levels.size(), one.width(), one.stride());
    }
    return levels.stream()
        .map(level -> String.format(Locale.ROOT, "%d /%d", level.width(), level.stride()))
        .collect(Collectors.joining(", "));
  }
}
