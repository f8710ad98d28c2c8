package org.eobench.datasets.folder.split;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.folder.files.SampleNames;
import org.eobench.datasets.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * One file with the splits of all images: a table with a column of names and a column of splits, or
 * of values that the config maps to splits, such as folds; or a JSON mapping from splits to lists
 * of names.
 */
final class SplitTable {
  private final SplitConfig config;
  private final Table table;
  private final SampleNames names;
  private final Problems problems = new Problems();
  private final Map<String, String> seen = new LinkedHashMap<>();
  private final Map<Split, List<String>> parts = new EnumMap<>(Split.class);

  private SplitTable(SplitConfig config, Path file, SampleNames names) {
    this.config = config;
    this.table = Table.read(file, "dataset.split.lists");
    this.names = names;
    for (Split split : Split.values()) {
      parts.put(split, new ArrayList<>());
    }
  }

  /** Reads a file; every row must name an image, and each image once. */
  static Map<Split, List<String>> read(SplitConfig config, Path file, SampleNames names) {
    SplitTable splits = new SplitTable(config, file, names);
    if (config.column() == null && splits.isMapping()) {
      splits.readMapping();
    } else {
      splits.readRows();
    }
    splits.problems.throwIfAny(ExitCode.DATA);
    return splits.parts;
  }

  /** Whether the keys of a JSON mapping are splits and not images. */
  private boolean isMapping() {
    return table.columns().contains(Table.KEY)
        && table.rows().stream().allMatch(row -> split(row, Table.KEY).isPresent());
  }

  private static Optional<Split> split(Table.Row row, String column) {
    return SplitWords.of(String.join("", row.cell(column)));
  }

  private void readMapping() {
    for (Table.Row row : table.rows()) {
      Split split = split(row, Table.KEY).orElseThrow();
      row.cell(Table.VALUE).forEach(name -> add(name, split, row.place()));
    }
  }

  private void readRows() {
    String column = given(config.column(), "column").orElseGet(this::splitColumn);
    String id = given(config.id(), "id").orElseGet(() -> nameColumn(column));
    for (Table.Row row : table.rows()) {
      String text = String.join("", row.cell(column));
      String word = config.values().isEmpty() ? text : config.values().getOrDefault(text, "");
      if (word.equals(SplitWords.NONE)) {
        continue;
      }
      Optional<Split> split = SplitWords.of(word);
      if (split.isEmpty()) {
        problems.add(
            Problem.of("UnknownSplit", "the column " + column + " contains '" + text + "'")
                .at(row.place())
                .expecting(
                    config.values().isEmpty()
                        ? SplitWords.KNOWN
                        : "one of the values in dataset.split.values: "
                            + String.join(", ", new TreeSet<>(config.values().keySet())))
                .next(
                    config.values().isEmpty()
                        ? "correct the cell, or remove the row"
                        : "add `"
                            + text
                            + ": none` to dataset.split.values, if such images are of no split"));
      } else {
        add(String.join("", row.cell(id)), split.get(), row.place());
      }
    }
  }

  /** The column that the config names. */
  private Optional<String> given(@Nullable String column, String key) {
    if (column != null && !table.columns().contains(column)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("TableColumn", "the table has no column '" + column + "'")
              .at(table.file().toString())
              .expecting(Suggest.sentence(column, table.columns()))
              .next("correct dataset.split." + key));
    }
    return Optional.ofNullable(column);
  }

  /** The only column with mostly words for splits. */
  private String splitColumn() {
    List<String> found =
        table.columns().stream()
            .filter(
                column ->
                    2 * table.rows().stream().filter(row -> split(row, column).isPresent()).count()
                        > table.rows().size())
            .toList();
    if (found.size() != 1) {
      throw column(
          found.isEmpty()
              ? "no column of the list has the splits"
              : "several columns of the list have splits: " + found,
          "one column with " + SplitWords.KNOWN);
    }
    return found.get(0);
  }

  /** The first column whose cells are mostly names of images. */
  private String nameColumn(String splits) {
    for (String column : table.columns()) {
      long known =
          table.rows().stream()
              .filter(row -> names.of(String.join("", row.cell(column))).isPresent())
              .count();
      if (!column.equals(splits) && 2 * known > table.rows().size()) {
        return column;
      }
    }
    Table.Row first = table.rows().get(0);
    throw column(
        "no column of the list has the names of the images; the first row is " + first.cells(),
        "names such as '" + names.all().iterator().next() + "' for at least half of the rows");
  }

  private BenchException column(String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("TableColumn", what)
            .at(table.file().toString())
            .expecting(expected)
            .next("correct the file, or give a list for each split in dataset.split.lists"));
  }

  private void add(String text, Split split, String place) {
    Optional<String> name = names.of(text);
    if (name.isEmpty()) {
      problems.add(
          Problem.of("UnknownSample", String.format(Locale.ROOT, "there is no image '%s'", text))
              .at(place)
              .expecting(Suggest.sentence(text, names.all())));
      return;
    }
    String other = seen.putIfAbsent(name.get(), place);
    if (other != null) {
      problems.add(
          Problem.of(
                  "DoubleSample",
                  String.format(Locale.ROOT, "'%s' is listed twice, also in %s", text, other))
              .at(place)
              .expecting("each image once and in one split")
              .next("remove one of the two"));
    }
    parts.getOrDefault(split, new ArrayList<>()).add(name.get());
  }
}
