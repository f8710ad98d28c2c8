package org.eobench.cli.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.cli.terminal.MarkdownTable;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.io.AtomicFile;

/**
 * The pages {@code docs/datasets.md} and {@code docs/datasets/NAME.md}, which follow from the
 * configuration alone.
 */
final class DatasetPages {
  private static final String INDEX =
      """
      # Data sets

      One page for each data set, made from its file in [configs/dataset](../configs/dataset). `describe` prints the same
      for one data set, also with keys that you override, and draws an example from the files that you have:

      ```sh
      java -jar bench.jar describe dataset=quickstart
      java -jar bench.jar describe dataset=quickstart --output example.png
      java -jar bench.jar list dataset
      ```

      `check` says what is missing of a data set, and compares what its files contain with what is stated here. Real
      images are not part of this project: [data-checks.md](data-checks.md), and [layouts.md](layouts.md) for your own files.

      %s

      `java -jar bench.jar describe --pages docs` writes these pages again.
      """;

  private DatasetPages() {}

  /** All pages by their paths below the folder of the documentation, in order. */
  static Map<Path, String> of(List<DatasetEntry> entries) {
    Map<Path, String> pages = new LinkedHashMap<>();
    pages.put(Path.of("datasets.md"), index(entries));
    entries.forEach(entry -> pages.put(Path.of("datasets", entry.option() + ".md"), page(entry)));
    return pages;
  }

  /** Writes the pages. */
  static void write(Map<Path, String> pages, Path docs) {
    pages.forEach((path, text) -> AtomicFile.writeString(docs.resolve(path), text));
  }

  private static String index(List<DatasetEntry> entries) {
    List<List<String>> rows = new ArrayList<>();
    for (DatasetEntry entry : entries) {
      List<String> cells = new ArrayList<>(DatasetTable.cells(entry));
      cells.set(0, String.format(Locale.ROOT, "[%s](datasets/%s.md)", cells.get(0), cells.get(0)));
      rows.add(cells);
    }
    return String.format(Locale.ROOT, INDEX, MarkdownTable.of(DatasetTable.COLUMNS, rows));
  }

  private static String page(DatasetEntry entry) {
    DatasetFacts facts = entry.description().facts();
    StringBuilder page = new StringBuilder();
    page.append("# ").append(facts.datasetName()).append("\n\n");
    page.append(entry.about()).append("\n\n");
    String root = facts.rootPath() == null ? "" : " dataset.root_path=FOLDER";
    page.append(
        String.format(
            Locale.ROOT,
            "Use it with `dataset=%s`%s. [%s.yaml](../../configs/dataset/%s.yaml) has all"
                + " keys.\n`describe dataset=%s%s --output example.png` draws a sample with its"
                + " label%s.\n\n",
            entry.option(),
            root.isEmpty() ? "" : " `" + root.strip() + "`",
            entry.option(),
            entry.option(),
            entry.option(),
            root,
            root.isEmpty() ? "" : ", from your copy"));
    List<List<String>> known = new ArrayList<>();
    DatasetWords.facts(entry.description())
        .forEach((label, text) -> known.add(List.of(label, text)));
    page.append(MarkdownTable.of(List.of("", ""), known)).append("\n\n## Bands\n\n");
    page.append(MarkdownTable.of(DatasetWords.BAND_COLUMNS, DatasetWords.bandRows(facts)));
    page.append('\n');
    if (facts.classes().size() > 1) {
      page.append("\n## Classes\n\n");
      page.append(MarkdownTable.of(DatasetWords.CLASS_COLUMNS, DatasetWords.classRows(facts)));
      page.append('\n');
    }
    return page.toString();
  }
}
