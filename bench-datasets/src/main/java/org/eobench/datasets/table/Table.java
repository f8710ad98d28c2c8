package org.eobench.datasets.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.FileKind;
import org.eobench.core.io.FilePart;
import org.eobench.datasets.raster.ListText;

/**
 * Rows of named cells.
 *
 * @param file the file
 * @param columns names of the columns, in order
 * @param rows the rows, in order
 * @param unread columns of the file that have no texts, such as binary values and mappings
 */
public record Table(Path file, List<String> columns, List<Row> rows, List<String> unread) {
  /** The column of the names of a JSON mapping, which has no name of its own. */
  public static final String KEY = "(key)";

  /** The column of the values of a JSON mapping of plain values. */
  public static final String VALUE = "(value)";

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    unread = List.copyOf(unread);
  }

  Table(Path file, List<String> columns, List<Row> rows) {
    this(file, columns, rows, List.of());
  }

  /**
   * A row.
   *
   * @param place file and line or number of the row, for messages
   * @param cells texts by column; a list in JSON or Parquet has several, an empty cell none
   */
  public record Row(String place, Map<String, List<String>> cells) {
    public Row {
      cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /** The texts of a cell; none if it is empty or missing. */
    public List<String> cell(String column) {
      return cells.getOrDefault(column, List.of());
    }
  }

  /**
   * Reads a file; the content decides between JSON, Parquet and CSV.
   *
   * @param key key with the file, for the error if there is none
   * @throws BenchException if the file is missing, damaged or of another format
   */
  public static Table read(Path file, String key) {
    if (!Files.isRegularFile(file)) {
      throw fault(
          "MissingFile",
          file.toString(),
          "there is no table",
          "a CSV, JSON or Parquet file",
          "correct " + key + ", which is relative to dataset.root_path");
    }
    FileKind kind = FileKind.of(file);
    if (kind == FileKind.JSON) {
      return JsonTable.read(file);
    }
    if (kind == FileKind.PARQUET) {
      return parquet(FilePart.whole(file));
    }
    if (kind != null) {
      throw fault(
          "TableFormat",
          file.toString(),
          "the table is " + kind.title(),
          "CSV, JSON or Parquet",
          kind.remedy());
    }
    return CsvTable.read(file);
  }

  /**
   * Reads a Parquet file that may be a part of a file.
   *
   * @throws BenchException if it is damaged, or has no columns or rows that can be read
   */
  public static Table parquet(FilePart part) {
    return ParquetTable.read(part);
  }

  static String text(Path file) {
    return ListText.read(
        file, "the table", "a CSV or JSON file", "check that the file may be read");
  }

  static BenchException fault(String id, String place, String what, String expected, String next) {
    return new BenchException(
        ExitCode.DATA, Problem.of(id, what).at(place).expecting(expected).next(next));
  }

  static String number(int count, String noun) {
    return String.format(Locale.ROOT, "%d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
