package org.eobench.cli.datasets;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.terminal.Listing;
import org.eobench.cli.terminal.TextTable;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;

/** A table of the available data sets, one row each; it opens no data. */
public final class DatasetTable {
  static final List<String> COLUMNS =
      List.of("data set", "task", "classes", "bands", "images", "samples", "licence");

  private DatasetTable() {}

  /**
   * Builds the table; an option that leaves keys open keeps its row, and the reason follows the
   * table.
   *
   * @param options names of configs of the group dataset
   */
  public static Listing of(List<String> options, ConfigCommand configs) {
    TextTable table = new TextTable(COLUMNS, 2);
    StringBuilder open = new StringBuilder();
    for (String option : options) {
      try {
        table.add(cells(DatasetEntry.of(option, List.of(), configs)).toArray(String[]::new));
      } catch (BenchException refused) {
        table.add(option, "", "", "", "", "", "");
        open.append(
            refused.problems().stream()
                .map(Problem::what)
                .collect(
                    Collectors.joining("; ", String.format(Locale.ROOT, "%n%s: ", option), "")));
      }
    }
    return new Listing(
        table, List.of(0, 1, 2, 3, 4, 5, 6), List.of(0, 1, 2), open.toString().strip());
  }

  /** The cells of a row. */
  static List<String> cells(DatasetEntry entry) {
    DatasetFacts facts = entry.description().facts();
    boolean labelled = !facts.task().equals(NoTarget.KIND.key());
    return List.of(
        entry.option(),
        labelled ? facts.task().replace('_', ' ') : "none",
        labelled && facts.classes().size() > 1 ? String.valueOf(facts.classes().size()) : "",
        DatasetWords.bands(facts),
        DatasetWords.images(entry.description()),
        DatasetWords.samples(entry.description().card()),
        facts.licence());
  }
}
