package org.eobench.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions that make the rows and the columns. Runs that differ in any other condition never
 * share a cell: the condition becomes part of the columns if scores under it are of different
 * things (another version of the data, another protocol), otherwise of the rows.
 *
 * @param rows conditions of a row
 * @param columns conditions of a column
 * @param added those of both that were not asked for
 * @param between conditions in which rows of one column differ besides those that name the rows
 */
record Layout(List<String> rows, List<String> columns, List<String> added, List<String> between) {
  Layout {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    added = List.copyOf(added);
    between = List.copyOf(between);
  }

  /**
   * @param askedRows conditions of a row as the user wants them
   * @param askedColumns conditions of a column, likewise
   */
  static Layout of(RunTable runs, List<String> askedRows, List<String> askedColumns) {
    List<String> ofColumns =
        Stream.concat(RunKeys.OF_A_COLUMN.stream(), RunKeys.FEW_LABELS.stream())
            .filter(key -> !askedRows.contains(key))
            .toList();
    List<String> columns = new ArrayList<>(askedColumns);
    List<String> added = new ArrayList<>(grown(columns, runs, ofColumns, List.of()));
    List<String> others =
        runs.keys().stream()
            .filter(key -> !ofColumns.contains(key) && !columns.contains(key))
            .toList();
    List<String> rows = new ArrayList<>(askedRows);
    added.addAll(grown(rows, runs, others, columns));
    Set<String> named = Stream.concat(rows.stream(), columns.stream()).collect(Collectors.toSet());
    List<String> between =
        runs.varying(others, columns).stream()
            .filter(key -> !named.contains(key) && !key.equals(RunKeys.CONFIGURATION))
            .toList();
    return new Layout(rows, columns, added, between);
  }

  /**
   * Adds conditions to {@code keys} until none of the candidates varies among runs that agree in
   * these and {@code fixed}. One condition can explain another, so they are added one by one.
   */
  private static List<String> grown(
      List<String> keys, RunTable runs, List<String> candidates, List<String> fixed) {
    List<String> added = new ArrayList<>();
    while (true) {
      List<String> all = Stream.concat(keys.stream(), fixed.stream()).toList();
      List<String> varying = relevant(runs.varying(candidates, all), runs, all);
      if (varying.isEmpty()) {
        return added;
      }
      keys.add(varying.get(0));
      added.add(varying.get(0));
    }
  }

  /** Arguments and options count only where the configurations that they lead to differ. */
  private static List<String> relevant(List<String> varying, RunTable runs, List<String> keys) {
    boolean same =
        runs.has(RunKeys.CONFIGURATION)
            && runs.varying(List.of(RunKeys.CONFIGURATION), keys).isEmpty();
    return same ? varying.stream().filter(RunKeys.FACTS::contains).toList() : varying;
  }
}
