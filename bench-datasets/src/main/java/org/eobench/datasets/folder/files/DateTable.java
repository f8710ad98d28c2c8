package org.eobench.datasets.folder.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.table.ListCell;
import org.eobench.datasets.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Dates of samples in a table: a column with a list of dates, or a column for each date. Tables are
 * CSV, JSON, GeoJSON or Parquet; a JSON object with one list for each sensor is a table, too.
 */
final class DateTable {
  /**
   * The keys of {@code timestamps}.
   *
   * @param file the table, relative to {@code root_path}; a pattern if each sample has its own
   * @param id column with the values of {@code {id}}; null if each sample has its own file
   * @param dates column with the dates, or a list of columns with one date each
   */
  record Keys(String file, @Nullable String id, ConfigNode dates) {
    Keys {
      FilePattern.parse("timestamps.file", file);
      if (!(dates instanceof ScalarNode scalar && scalar.value() != null)
          && !(dates instanceof ListNode list && list.size() > 0)) {
        throw new IllegalArgumentException(
            "dates must be the name of a column, or a list of columns with one date each");
      }
    }

    static Keys of(MapNode node) {
      Problems problems = new Problems();
      Keys keys = Binder.bind(node, "timestamps", Keys.class, problems);
      problems.throwIfAny(ExitCode.CONFIG);
      return Objects.requireNonNull(keys);
    }

    List<String> columns() {
      return dates instanceof ListNode list
          ? list.items().stream().map(Keys::text).toList()
          : List.of(text(dates));
    }

    private static String text(ConfigNode node) {
      return node instanceof ScalarNode scalar ? PythonText.of(scalar.value()) : node.describe();
    }
  }

  private final Keys keys;
  private final FilePattern pattern;

  /** The rows by the value of the id, of the one file of all samples. */
  private final Map<String, Table.Row> rows = new HashMap<>();

  DateTable(Keys keys) {
    this.keys = keys;
    this.pattern = FilePattern.parse("timestamps.file", keys.file());
  }

  /** The file of a sample. */
  Path path(Path root, Map<String, String> values) {
    return pattern.resolve(root, values);
  }

  /**
   * The dates of a sample as texts.
   *
   * @param file its file
   * @param values its placeholders
   * @throws BenchException if the file, the row or a column is missing
   */
  List<String> of(Path file, Map<String, String> values) {
    String id = keys.id();
    if (id == null) {
      return ofMember(Table.read(file, "timestamps.file"));
    }
    if (rows.isEmpty() || !pattern.names().isEmpty()) {
      rows.clear();
      index(Table.read(file, "timestamps.file"), id);
    }
    String name = values.getOrDefault(FilePattern.ID, "");
    Table.Row row = rows.get(name);
    if (row == null) {
      throw fault(
          "MissingDate",
          file.toString(),
          String.format(Locale.ROOT, "no row of the table has the dates of '%s'", name),
          "a row for each sample; the column " + id + ": " + Suggest.sentence(name, rows.keySet()),
          "add the row, or move the files of this sample away");
    }
    List<String> dates = new ArrayList<>();
    keys.columns().forEach(column -> dates.addAll(dates(row, row.cell(column), column)));
    return dates;
  }

  private void index(Table table, String id) {
    requireColumn(table, id);
    keys.columns().forEach(column -> requireColumn(table, column));
    for (Table.Row row : table.rows()) {
      String name = String.join("", row.cell(id));
      Table.Row other = rows.put(name, row);
      if (other != null) {
        throw fault(
            "DoubleSample",
            row.place(),
            String.format(Locale.ROOT, "'%s' is listed twice, also in %s", name, other.place()),
            "one row for each sample",
            "remove one of the two rows");
      }
    }
  }

  /** The list of a JSON object whose members are lists. */
  private List<String> ofMember(Table table) {
    List<String> dates = new ArrayList<>();
    for (String member : keys.columns()) {
      Table.Row row =
          table.rows().stream()
              .filter(candidate -> candidate.cell(Table.KEY).contains(member))
              .findFirst()
              .orElseThrow(
                  () ->
                      fault(
                          "TableColumn",
                          table.file().toString(),
                          "the file has no list '" + member + "'",
                          "a JSON object such as {\"" + member + "\": [\"2018-10-12\"]}",
                          "correct timestamps.dates; or set timestamps.id to the column with the"
                              + " names of the samples, if the file is a table"));
      dates.addAll(dates(row, row.cell(Table.VALUE), member));
    }
    return dates;
  }

  /** A cell is a date, a list of dates, or a text that contains a list, as GDAL writes them. */
  private static List<String> dates(Table.Row row, List<String> cell, String column) {
    String only = cell.size() == 1 ? cell.get(0) : "";
    List<String> dates = only.startsWith("[") || only.startsWith("{") ? ListCell.items(only) : cell;
    if (dates == null || dates.isEmpty()) {
      throw fault(
          "InvalidDate",
          row.place(),
          "the column " + column + (only.isEmpty() ? " is empty" : " contains '" + only + "'"),
          "a date, or a list such as [\"2018-10-12\", \"2018-11-02\"]",
          "correct the cell, or timestamps.dates");
    }
    return dates;
  }

  private static void requireColumn(Table table, String column) {
    if (!table.columns().contains(column)) {
      throw fault(
          "TableColumn",
          table.file().toString(),
          "the table has no column '" + column + "'",
          Suggest.sentence(column, table.columns()),
          "correct timestamps");
    }
  }

  private static BenchException fault(
      String id, String place, String what, String expected, String next) {
    return new BenchException(
        ExitCode.DATA, Problem.of(id, what).at(place).expecting(expected).next(next));
  }
}
