package org.eobench.cli.datasets;

import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.describe.DatasetDescription;
import org.eobench.core.error.BenchException;

/**
 * An option of the group {@code dataset}.
 *
 * @param option its name, such as {@code hlsburnscars}
 * @param about the comment at the top of its file, on one line
 * @param config the whole resolved configuration, without an encoder and a decoder
 * @param description what it says of the data set
 */
public record DatasetEntry(
    String option, String about, MapNode config, DatasetDescription description) {
  private static final String GROUP = "dataset";

  /** Names of all options, sorted. */
  public static List<String> options(ConfigCommand configs) {
    return configs.groups(CommandLine.parse(List.of())).getOrDefault(GROUP, List.of());
  }

  /**
   * Reads an option.
   *
   * @param overrides of its keys
   * @throws BenchException if there is none of this name, or it leaves keys open
   */
  public static DatasetEntry of(String option, List<String> overrides, ConfigCommand configs) {
    List<String> words = new ArrayList<>(List.of(GROUP + "=" + option, "~encoder", "~decoder"));
    words.addAll(overrides);
    MapNode config = configs.compose(CommandLine.parse(words)).resolve();
    String about = configs.about(CommandLine.parse(List.of()), GROUP, option);
    return new DatasetEntry(option, about, config, DatasetDescription.of(config));
  }
}
