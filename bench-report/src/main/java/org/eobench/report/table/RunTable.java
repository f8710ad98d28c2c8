package org.eobench.report.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.report.runs.StoredRun;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;
import tech.tablesaw.table.TableSlice;

/** Runs as a Tablesaw table: a row for each run, a column for each condition. */
final class RunTable {
  /** Names the column with the run's index; no condition has this name. */
  private static final String RUN = "#run";

  private final List<StoredRun> runs;
  private final Table table;

  /** Conditions with several values. */
  private final Set<String> several = new HashSet<>();

  private RunTable(List<StoredRun> runs, Table table) {
    this.runs = runs;
    this.table = table;
    for (String key : keys()) {
      StringColumn column = table.stringColumn(key);
      if (IntStream.range(1, column.size()).anyMatch(i -> !column.get(i).equals(column.get(0)))) {
        several.add(key);
      }
    }
  }

  static RunTable of(List<StoredRun> runs) {
    List<Map<String, String>> conditions = runs.parallelStream().map(RunKeys::of).toList();
    Set<String> keys = new LinkedHashSet<>();
    conditions.forEach(one -> keys.addAll(one.keySet()));
    // The last, so that any condition with a name that people know explains a difference first.
    if (keys.remove(RunKeys.CONFIGURATION)) {
      keys.add(RunKeys.CONFIGURATION);
    }
    Table table = Table.create("runs");
    for (String key : keys) {
      table.addColumns(
          StringColumn.create(
              key, conditions.stream().map(one -> one.getOrDefault(key, RunKeys.otherwise(key)))));
    }
    table.addColumns(IntColumn.create(RUN, IntStream.range(0, runs.size())));
    return new RunTable(List.copyOf(runs), table);
  }

  /** Names of all conditions. */
  List<String> keys() {
    return table.columnNames().stream().filter(name -> !name.equals(RUN)).toList();
  }

  /** Whether some runs have this condition. */
  boolean has(String key) {
    return keys().contains(key);
  }

  /** The values of a condition, each once, in the order that people expect. */
  List<String> values(String key) {
    return table.stringColumn(key).asSet().stream().sorted(NaturalOrder::compare).toList();
  }

  /** The runs with a condition. */
  RunTable where(String key, String value) {
    Selection selected = table.stringColumn(key).isEqualTo(value);
    return new RunTable(runs, table.where(selected));
  }

  int size() {
    return table.rowCount();
  }

  /** All runs of this table. */
  List<StoredRun> runs() {
    return table.intColumn(RUN).asList().stream().map(runs::get).toList();
  }

  /** The runs by the values of some conditions. */
  Map<List<String>, List<StoredRun>> groups(List<String> keys) {
    Map<List<String>, List<StoredRun>> groups = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      groups.put(List.of(), runs());
      return groups;
    }
    // A slice becomes a table by a copy of all its columns, so the others are left out.
    List<String> needed = new ArrayList<>(keys);
    needed.add(RUN);
    Table narrow = table.selectColumns(needed.toArray(String[]::new));
    for (TableSlice slice : narrow.splitOn(keys.toArray(String[]::new))) {
      Table group = slice.asTable();
      List<String> values = keys.stream().map(key -> group.stringColumn(key).get(0)).toList();
      groups.put(values, group.intColumn(RUN).asList().stream().map(runs::get).toList());
    }
    return groups;
  }

  /** Those of {@code candidates} that take several values among runs that agree in {@code keys}. */
  List<String> varying(Collection<String> candidates, List<String> keys) {
    long groups = distinct(keys);
    List<String> varying = new ArrayList<>();
    for (String candidate : candidates) {
      if (several.contains(candidate) && !keys.contains(candidate)) {
        List<String> both = new ArrayList<>(keys);
        both.add(candidate);
        if (distinct(both) > groups) {
          varying.add(candidate);
        }
      }
    }
    return varying;
  }

  private long distinct(List<String> keys) {
    List<StringColumn> columns = keys.stream().map(table::stringColumn).toList();
    return IntStream.range(0, table.rowCount())
        .mapToObj(row -> columns.stream().map(column -> column.get(row)).toList())
        .distinct()
        .count();
  }
}
