package org.eobench.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.provenance.GitInfo;
import org.eobench.core.provenance.Provenance;
import org.eobench.report.runs.StoredRun;

/** The sentences below a table: how it was made, and what it does not show. */
final class Remarks {
  private static final int NAMED = 4;

  private final RunTable runs;
  private final Layout layout;
  private final List<Column> columns;
  private final List<Row> rows;
  private final ReportRequest request;

  Remarks(
      RunTable runs, Layout layout, List<Column> columns, List<Row> rows, ReportRequest request) {
    this.runs = runs;
    this.layout = layout;
    this.columns = columns;
    this.rows = rows;
    this.request = request;
  }

  /** How runs were separated. */
  List<String> ofLayout() {
    List<String> sentences = new ArrayList<>();
    request
        .where()
        .forEach((key, value) -> sentences.add("Only runs with " + key + "=" + value + "."));
    for (String key : layout.added()) {
      boolean column = layout.columns().contains(key);
      sentences.add(
          String.format(
              Locale.ROOT,
              "Runs differ in %s (%s), so they are not averaged: each has its own %s.",
              key,
              some(runs.values(key)),
              column ? "column" : "row"));
    }
    if (!layout.between().isEmpty()) {
      sentences.add(
          "Rows of one column differ in more than their name: "
              + layout.between().stream()
                  .map(key -> key + " (" + some(runs.values(key)) + ")")
                  .collect(Collectors.joining("; "))
              + ".");
    }
    sentences.addAll(belowFloors());
    return sentences;
  }

  /** What the table does not show. */
  List<String> limits(SingleRuns singles) {
    List<String> limits = new ArrayList<>();
    limits.addAll(ofRepetitions());
    limits.addAll(new SingleRemarks(columns, rows, request).of(singles));
    limits.addAll(ofFloors());
    limits.addAll(ofMissing());
    limits.addAll(ofRanks());
    limits.addAll(ofCost());
    limits.add(
        "All scores are of the test split; whoever chooses a method by this table has used that"
            + " split for the choice.");
    return limits;
  }

  private List<String> ofRepetitions() {
    List<Cell> cells =
        rows.stream()
            .filter(row -> !isConstant(row))
            .flatMap(row -> row.cells().stream())
            .filter(Objects::nonNull)
            .toList();
    long single = cells.stream().filter(cell -> cell.n() == 1).count();
    List<String> sentences = new ArrayList<>();
    if (single > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%d of %d cells have one run: they do not show how much the score varies between"
                  + " seeds.",
              single,
              cells.size()));
    }
    int fewest =
        cells.stream()
            .filter(cell -> cell.basis() == Basis.SEEDS)
            .mapToInt(Cell::n)
            .min()
            .orElse(0);
    if (fewest > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Intervals over seeds (95 %%, Student's t, at least %d runs each) assume scores that"
                  + " are about normal, and treat the test samples as fixed.",
              fewest));
    }
    if (cells.stream().anyMatch(cell -> cell.n() > 1 && !cell.letters().isEmpty())) {
      sentences.add(
          "Letters beside scores: rows of one column that share one cannot be told apart by Welch's"
              + " tests over seeds (5 %, Holm's correction). Single runs beside them have none.");
    }
    if (cells.stream().anyMatch(cell -> cell.n() > 1 && cell.basis() == Basis.NONE)) {
      sentences.add(
          "Several runs without an interval have equal scores by chance, which do not show how much"
              + " the score varies.");
    }
    if (rows.size() > ColumnGroups.MOST_ROWS) {
      sentences.add(
          "Columns with more than "
              + ColumnGroups.MOST_ROWS
              + " tested rows have no such letters.");
    }
    return sentences;
  }

  private List<String> ofFloors() {
    List<String> sentences = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    if (layout.rows().contains(RunKeys.ENCODER)) {
      boolean statistics = rows.stream().anyMatch(row -> row.kind() == Row.Kind.PIXEL_STATISTICS);
      boolean random = rows.stream().anyMatch(row -> row.kind() == Row.Kind.RANDOM_FEATURES);
      if (!statistics) {
        missing.add("pixel statistics (encoder=image_stats)");
      }
      if (!random) {
        missing.add("random features (encoder=rcf)");
      }
    }
    if (!missing.isEmpty()) {
      sentences.add(
          "No run of the floor with "
              + String.join(", nor with ", missing)
              + ": the table does not show whether an encoder exceeds it.");
    }
    List<String> without =
        IntStream.range(0, columns.size())
            .filter(c -> rows.stream().noneMatch(row -> isConstant(row) && row.cell(c).isPresent()))
            .mapToObj(c -> columns.get(c).metric())
            .distinct()
            .toList();
    if (!without.isEmpty()) {
      sentences.add(
          some(without)
              + (without.size() == 1 ? " has" : " have")
              + " no constant baseline: the table does not show whether a method exceeds one.");
    }
    return sentences;
  }

  private static boolean isConstant(Row row) {
    return row.kind() == Row.Kind.CONSTANT;
  }

  /** Methods that a floor exceeds, which deserves a look before anything else. */
  private List<String> belowFloors() {
    List<String> below =
        rows.stream()
            .filter(row -> row.kind() == Row.Kind.METHOD)
            .filter(row -> IntStream.range(0, columns.size()).anyMatch(c -> isBelow(row, c)))
            .map(Row::label)
            .toList();
    return below.isEmpty()
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%d of %d methods are worse than a floor in some column: %s.",
                below.size(),
                rows.stream().filter(row -> row.kind() == Row.Kind.METHOD).count(),
                some(below)));
  }

  private boolean isBelow(Row row, int column) {
    return row.cell(column).isPresent()
        && rows.stream()
            .filter(floor -> floor.kind().isFloor())
            .flatMap(floor -> floor.cell(column).stream())
            .anyMatch(
                floor ->
                    columns
                        .get(column)
                        .facts()
                        .isBetter(floor.mean(), row.cell(column).orElseThrow().mean()));
  }

  private List<String> ofMissing() {
    List<String> lacking =
        rows.stream()
            .filter(row -> row.kind() == Row.Kind.METHOD && row.standing() == null)
            .map(Row::label)
            .toList();
    return lacking.isEmpty()
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%d of %d methods lack a score in a column that counts, and have no rank: %s.",
                lacking.size(),
                rows.stream().filter(row -> row.kind() == Row.Kind.METHOD).count(),
                some(lacking)));
  }

  private List<String> ofRanks() {
    List<String> sentences = new ArrayList<>();
    int counting = Standings.ranked(rows, columns.size()).size();
    if (counting < columns.size()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Ranks are over %d of %d columns: those in which at least half of the methods have a"
                  + " score.",
              counting,
              columns.size()));
    }
    long methods = rows.stream().filter(row -> row.standing() != null).count();
    Set<String> datasets =
        columns.stream().map(Column::dataset).collect(Collectors.toCollection(TreeSet::new));
    if (methods > 1 && datasets.size() == 1) {
      sentences.add("One data set: the order of methods on others can be another one.");
    }
    if (methods > 2 && datasets.size() > 1) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Letters beside ranks: methods that share one cannot be told apart by Nemenyi's test"
                  + " (5 %%) over %d data sets; it sees large differences only while data sets are"
                  + " few.",
              datasets.size()));
    }
    if (methods > 1) {
      sentences.add(
          "IQM: interquartile mean of the scores, scaled in every column so that the worst method"
              + " here is 0 and the best 1; another selection of methods changes it.");
    }
    return sentences;
  }

  private List<String> ofCost() {
    List<String> sentences = new ArrayList<>();
    Set<String> machines =
        runs.runs().stream().map(RowCosts::machine).collect(Collectors.toCollection(TreeSet::new));
    if (machines.size() > 1) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Runs took place on %d kinds of machines (%s): do not compare their times.",
              machines.size(),
              some(machines)));
    }
    Set<String> programs =
        runs.runs().stream().map(Remarks::program).collect(Collectors.toCollection(TreeSet::new));
    if (programs.size() > 1) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Runs are of %d builds of EO Bench (%s).",
              programs.size(),
              some(programs)));
    }
    return sentences;
  }

  private static String program(StoredRun run) {
    Provenance provenance = run.record().provenance();
    if (provenance == null) {
      return "unknown";
    }
    GitInfo git = provenance.program().git();
    String commit = git == null ? "" : " " + git.commit() + (git.dirty() ? ", changed" : "");
    return provenance.program().version() + commit;
  }

  /** The first names, and how many others there are. */
  static String some(Iterable<String> names) {
    List<String> all = new ArrayList<>();
    names.forEach(all::add);
    String first = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return all.size() > NAMED
        ? String.format(Locale.ROOT, "%s and %d more", first, all.size() - NAMED)
        : first;
  }
}
