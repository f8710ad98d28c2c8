package org.eobench.datasets.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads CSV (RFC 4180) with a header, separated by commas, semicolons, tabs or bars. */
final class CsvTable {
  private static final String SEPARATORS = ",;\t|";

  private CsvTable() {}

  static Table read(Path file) {
    String text = Table.text(file);
    char separator = separator(file, text.lines().findFirst().orElse(""));
    CsvMapper csv = CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
    try (MappingIterator<List<String>> lines =
        csv.readerForListOf(String.class).with(schema).readValues(text)) {
      List<String> columns = null;
      List<Table.Row> rows = new ArrayList<>();
      while (lines.hasNextValue()) {
        int line = lines.getCurrentLocation().getLineNr();
        List<String> cells = lines.nextValue();
        String place = file + ":" + line;
        if (cells.stream().allMatch(String::isBlank)) {
          continue;
        }
        if (columns == null) {
          columns = cells.stream().map(String::strip).toList();
          requireDistinct(columns, place);
        } else {
          rows.add(new Table.Row(place, cells(columns, cells, place)));
        }
      }
      if (columns == null || rows.isEmpty()) {
        throw Table.fault(
            "TableFormat",
            file.toString(),
            "the table has no rows",
            "a line with the names of the columns, then one line for each sample",
            "correct the file");
      }
      return new Table(file, columns, rows);
    } catch (JsonProcessingException wrong) {
      throw Table.fault(
          "TableFormat",
          file + ":" + (wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr()),
          "the line cannot be read: " + wrong.getOriginalMessage(),
          "columns separated by '" + separator + "', with \" around texts that contain it",
          "correct the line");
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  /** The separator that the header contains most often outside quotes. */
  private static char separator(Path file, String header) {
    String plain = header.replaceAll("\"[^\"]*\"", "");
    int most = 0;
    char best = ',';
    for (char candidate : SEPARATORS.toCharArray()) {
      int count = (int) plain.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    if (most == 0) {
      throw Table.fault(
          "TableFormat",
          file + ":1",
          "the first line has only one column: " + shortened(header),
          "the names of at least two columns, separated by commas, semicolons or tabs",
          "add a header such as id,label");
    }
    return best;
  }

  private static Map<String, List<String>> cells(
      List<String> columns, List<String> texts, String place) {
    if (texts.size() != columns.size()) {
      throw Table.fault(
          "TableFormat",
          place,
          "the line has " + Table.number(texts.size(), "column"),
          String.format(Locale.ROOT, "the %d columns %s", columns.size(), columns),
          "put \" around texts that contain the separator, or correct the line");
    }
    Map<String, List<String>> cells = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String text = texts.get(i).strip();
      cells.put(columns.get(i), text.isEmpty() ? List.of() : List.of(text));
    }
    return cells;
  }

  private static void requireDistinct(List<String> columns, String place) {
    if (new HashSet<>(columns).size() < columns.size()) {
      throw Table.fault(
          "TableFormat",
          place,
          "two columns have the same name: " + columns,
          "a header with different names",
          "rename a column");
    }
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
