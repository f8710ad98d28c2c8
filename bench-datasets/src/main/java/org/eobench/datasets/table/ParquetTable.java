package org.eobench.datasets.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.io.FilePart;
import org.eobench.datasets.parquet.ParquetColumn;
import org.eobench.datasets.parquet.ParquetException;
import org.eobench.datasets.parquet.ParquetFile;

/** Reads the columns of a Parquet file that have texts; a list has several texts in its cell. */
final class ParquetTable {
  private ParquetTable() {}

  static Table read(FilePart part) {
    Path file = part.file();
    try (ParquetFile parquet = ParquetFile.open(part)) {
      Map<Boolean, List<ParquetColumn>> all =
          parquet.columns().stream().collect(Collectors.partitioningBy(ParquetColumn::hasTexts));
      List<ParquetColumn> columns = all.getOrDefault(true, List.of());
      List<String> names = names(columns);
      List<String> unread = names(all.getOrDefault(false, List.of()));
      if (columns.isEmpty()) {
        throw fault(file, "no column of the table has texts or numbers; it has " + unread);
      }
      if (new HashSet<>(names).size() < names.size()) {
        throw fault(file, "two columns have the same name: " + names);
      }
      List<Table.Row> rows = new ArrayList<>();
      parquet.rows(
          columns,
          row -> {
            Map<String, List<String>> cells = new LinkedHashMap<>();
            columns.forEach(column -> cells.put(column.name(), column.texts(row)));
            rows.add(new Table.Row(file + ", row " + (rows.size() + 1), cells));
          });
      if (rows.isEmpty()) {
        throw fault(file, "the table has no rows");
      }
      return new Table(file, names, rows, unread);
    } catch (ParquetException wrong) {
      throw fault(file, "the Parquet file cannot be read: " + wrong.getMessage());
    }
  }

  private static List<String> names(List<ParquetColumn> columns) {
    return columns.stream().map(ParquetColumn::name).toList();
  }

  private static RuntimeException fault(Path file, String what) {
    return Table.fault(
        "TableFormat",
        file.toString(),
        what,
        "columns of texts, numbers or lists of them, with one row for each sample",
        "write the table again, for example as CSV");
  }
}
