package org.eobench.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eobench.report.curves.LabelCurve;
import org.eobench.report.runs.StoredRun;
import org.eobench.report.statistics.TTests;
import org.jspecify.annotations.Nullable;

/** Finds the columns of a table that differ in the number of labels only, and their areas. */
final class LabelAreas {
  private final List<String> keys;
  private final List<String> asked;
  private final List<Column> columns;
  private final List<Row> rows;
  private final List<CurveArea> areas = new ArrayList<>();
  private final Set<String> sentences = new LinkedHashSet<>();

  /**
   * @param keys conditions of a column
   * @param asked those that the user asked for
   * @param columns columns of the table
   * @param rows its rows in their final order
   */
  LabelAreas(List<String> keys, List<String> asked, List<Column> columns, List<Row> rows) {
    this.keys = keys;
    this.asked = asked;
    this.columns = columns;
    this.rows = rows;
    RunKeys.FEW_LABELS.stream().filter(keys::contains).forEach(this::find);
  }

  /** The areas; often none. */
  List<CurveArea> areas() {
    return areas;
  }

  /** What they are over, and which methods have none; often none. */
  List<String> sentences() {
    return List.copyOf(sentences);
  }

  static List<String> without(List<String> values, int at) {
    List<String> others = new ArrayList<>(values);
    others.remove(at);
    return others;
  }

  /** A number of labels; empty for a column of all. */
  static Optional<Double> place(String value) {
    try {
      return Optional.of(Double.valueOf(value)).filter(place -> place > 0);
    } catch (NumberFormatException all) {
      return Optional.empty();
    }
  }

  private void find(String key) {
    int at = keys.indexOf(key);
    Map<List<String>, TreeMap<Double, Integer>> curves = new LinkedHashMap<>();
    for (int c = 0; c < columns.size(); c++) {
      Column column = columns.get(c);
      List<String> others = without(column.values(), at);
      others.add(column.metric());
      int index = c;
      place(column.values().get(at))
          .ifPresent(
              place -> curves.computeIfAbsent(others, any -> new TreeMap<>()).put(place, index));
    }
    curves.values().removeIf(places -> places.size() < 2);
    Names names =
        new Names(
            without(keys, at),
            asked.stream().filter(name -> !name.equals(key)).toList(),
            curves.keySet().stream().map(others -> others.subList(0, keys.size() - 1)).toList());
    curves.forEach((others, places) -> add(key, at, names, places));
  }

  private void add(String key, int at, Names names, SortedMap<Double, Integer> all) {
    List<Row> methods =
        rows.stream()
            .filter(row -> row.kind() != Row.Kind.CONSTANT)
            .filter(row -> all.values().stream().anyMatch(c -> row.cell(c).isPresent()))
            .toList();
    SortedMap<Double, Integer> places = new TreeMap<>(all);
    places
        .values()
        .removeIf(
            c ->
                2 * methods.stream().filter(row -> row.cell(c).isPresent()).count()
                    < methods.size());
    if (places.size() < 2) {
      return;
    }
    List<Integer> counted = List.copyOf(places.values());
    Column last = columns.get(counted.get(counted.size() - 1));
    Column column =
        new Column(
            last.values(),
            names.parts(without(last.values(), at)),
            last.dataset(),
            last.metric(),
            last.facts(),
            last.quantity(),
            last.samples());
    List<String> lacking = new ArrayList<>();
    List<@Nullable Cell> cells = new ArrayList<>();
    for (Row row : rows) {
      Cell area = methods.contains(row) ? area(row, places, column.metric()) : null;
      cells.add(area);
      if (area == null && methods.contains(row)) {
        lacking.add(row.label());
      }
    }
    CurveArea found = new CurveArea(column, key, List.copyOf(places.keySet()), cells);
    areas.add(found);
    sentences.add(
        String.format(
            Locale.ROOT,
            "Area: mean score over the logarithm of %s, here at %s (%s).",
            key,
            found.over(),
            column.label()));
    if (!lacking.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Areas are over the same numbers of labels only: without a score at one of them, %s"
                  + " %s none.",
              Remarks.some(lacking),
              lacking.size() == 1 ? "has" : "have"));
    }
  }

  private @Nullable Cell area(Row row, Map<Double, Integer> places, String metric) {
    if (!places.values().stream().allMatch(c -> row.cell(c).isPresent())) {
      return null;
    }
    List<StoredRun> runs =
        places.values().stream()
            .flatMap(c -> row.cell(c).map(Cell::runs).map(List::stream).orElse(Stream.of()))
            .toList();
    LabelCurve curve = LabelCurve.of(runs, metric).orElse(null);
    if (curve == null
        || !curve.points().stream()
            .map(LabelCurve.Point::at)
            .toList()
            .equals(List.copyOf(places.keySet()))) {
      return null;
    }
    curve.remarks().forEach(line -> sentences.add("In the areas: " + line + "."));
    List<Double> ofSeeds = List.copyOf(curve.areas().values());
    boolean all =
        ofSeeds.size() > 1
            && curve.points().stream().allMatch(point -> point.scores().size() == ofSeeds.size());
    if (!all) {
      return new Cell(runs, ofSeeds, curve.area(), Double.NaN, Double.NaN, Basis.NONE, "");
    }
    TTests.Mean mean =
        TTests.mean(ofSeeds.stream().mapToDouble(area -> area).toArray(), Scored.LEVEL);
    return new Cell(runs, ofSeeds, curve.area(), mean.low(), mean.high(), Basis.SEEDS, "");
  }
}
