package org.eobench.cli.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.cli.terminal.TextTable;
import org.eobench.cli.terminal.Wrap;
import org.eobench.core.dataset.DatasetFacts;

/** What {@code describe} prints. */
final class DatasetText {
  private static final int LABEL = 10;

  private DatasetText() {}

  /**
   * The lines.
   *
   * @param found what is on this machine, in words
   * @param width of the terminal
   */
  static List<String> lines(DatasetEntry entry, String found, int width) {
    DatasetFacts facts = entry.description().facts();
    List<String> lines = new ArrayList<>();
    lines.add(entry.option() + ": " + facts.datasetName());
    lines.addAll(Wrap.lines(entry.about(), width));
    lines.add("");
    Map<String, String> known = DatasetWords.facts(entry.description());
    known.put("here", found);
    known.forEach(
        (label, text) ->
            lines.addAll(
                Wrap.lines(
                    String.format(Locale.ROOT, "  %-" + LABEL + "s%s", label, text), width)));
    lines.add("");
    TextTable bands = new TextTable(DatasetWords.BAND_COLUMNS, 2, 3, 4, 5, 6);
    DatasetWords.bandRows(facts).forEach(row -> bands.add(row.toArray(String[]::new)));
    bands.lines().forEach(line -> lines.add("  " + line));
    if (facts.classes().size() > 1) {
      lines.add("");
      TextTable classes = new TextTable(DatasetWords.CLASS_COLUMNS, 0, 2);
      DatasetWords.classRows(facts).forEach(row -> classes.add(row.toArray(String[]::new)));
      classes.lines().forEach(line -> lines.add("  " + line));
    }
    return lines;
  }
}
