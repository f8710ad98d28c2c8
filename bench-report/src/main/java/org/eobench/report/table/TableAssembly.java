package org.eobench.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.core.outcome.Outcome;
import org.eobench.report.runs.Floor;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.runs.StoredRun;
import org.jspecify.annotations.Nullable;

/** Makes a {@link ReportTable}: groups the runs, scores the cells, and says what it did. */
final class TableAssembly {
  private final FoundRuns found;
  private final ReportRequest request;
  private final TaskMetrics metrics;
  private final RunTable runs;
  private final Layout layout;
  private SingleRuns singles = new SingleRuns(0);
  private final CellRemarks ofCells = new CellRemarks();

  TableAssembly(FoundRuns found, ReportRequest request, TaskMetrics metrics) {
    this.found = found;
    this.metrics = metrics;
    this.request = request;
    this.runs = selected(found, request);
    this.layout = Layout.of(runs, request.rows(), request.columns());
  }

  private static RunTable selected(FoundRuns found, ReportRequest request) {
    RunTable all = RunTable.of(found.runs());
    if (all.size() == 0) {
      throw nothing("no run is complete", String.join(" ", found.sentences()));
    }
    request.rows().forEach(key -> requireKnown(key, all, "--rows"));
    request.columns().forEach(key -> requireKnown(key, all, "--columns"));
    RunTable kept = all;
    for (Map.Entry<String, String> one : request.where().entrySet()) {
      requireKnown(one.getKey(), all, "--where");
      kept = kept.where(one.getKey(), one.getValue());
      if (kept.size() == 0) {
        throw nothing(
            "no run has " + one.getKey() + "=" + one.getValue(),
            Suggest.sentence(one.getValue(), all.values(one.getKey())));
      }
    }
    return kept;
  }

  private static BenchException nothing(String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("NothingToReport", what)
            .expecting(expected)
            .next("finish runs with their own arguments and `resume=true`, or name other folders"));
  }

  private static void requireKnown(String key, RunTable runs, String flag) {
    if (!runs.has(key)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("UnknownCondition", "no run has a condition named " + key)
              .at(flag + " " + key)
              .expecting(Suggest.sentence(key, runs.keys())));
    }
  }

  ReportTable table() {
    Map<List<String>, List<StoredRun>> byColumn = sorted(runs.groups(layout.columns()));
    Map<List<String>, List<StoredRun>> byRow = runs.groups(layout.rows());
    List<String> both = new ArrayList<>(layout.rows());
    both.addAll(layout.columns());
    Map<List<String>, List<StoredRun>> byCell = runs.groups(both);

    singles = SingleRuns.of(request.resamples(), byCell.values());
    List<Column> columns = new ArrayList<>();
    Names ofColumns = new Names(layout.columns(), request.columns(), byColumn.keySet());
    byColumn.forEach(
        (values, members) ->
            column(values, ofColumns.parts(values), members).ifPresent(columns::add));
    Names ofRows = new Names(layout.rows(), request.rows(), byRow.keySet());
    if (columns.isEmpty()) {
      throw unknownMetric();
    }
    List<Row> rows = new ArrayList<>();
    byRow.forEach(
        (values, members) -> {
          List<@Nullable Cell> cells = new ArrayList<>();
          for (Column column : columns) {
            List<String> place = new ArrayList<>(values);
            place.addAll(column.values());
            cells.add(cell(byCell.getOrDefault(place, List.of()), column));
          }
          rows.add(
              new Row(
                  kind(values),
                  values,
                  String.join(", ", ofRows.parts(values)),
                  cells,
                  null,
                  RowCosts.of(members)));
        });
    rows.add(constant(columns, byColumn));
    PairedGroups paired = new PairedGroups(metrics);
    List<Row> placed =
        Standings.place(
            ColumnGroups.lettered(rows, columns, request.resamples() > 0 ? paired : null), columns);
    int counted = runs.size() - ofCells.withoutScore();
    Remarks remarks = new Remarks(runs, layout, columns, placed, request);
    List<String> limits = new ArrayList<>(remarks.limits(singles));
    limits.addAll(paired.sentences());
    LabelAreas areas = new LabelAreas(layout.columns(), request.columns(), columns, placed);
    List<String> sentences = new ArrayList<>(found.sentences());
    sentences.addAll(remarks.ofLayout());
    sentences.addAll(areas.sentences());
    CalibratedRuns calibrated = CalibratedRuns.of(placed, columns);
    sentences.addAll(calibrated.sentences());
    sentences.addAll(ofCells.sentences());
    return new ReportTable(
        layout.rows(),
        layout.columns(),
        columns,
        placed,
        areas.areas(),
        calibrated.models(),
        Compression.of(placed, columns),
        counted,
        sentences,
        limits);
  }

  private static Map<List<String>, List<StoredRun>> sorted(
      Map<List<String>, List<StoredRun>> groups) {
    Map<List<String>, List<StoredRun>> sorted = new TreeMap<>(NaturalOrder.OF_LISTS);
    sorted.putAll(groups);
    return sorted;
  }

  private Optional<Column> column(
      List<String> values, List<String> parts, List<StoredRun> members) {
    String metric = request.metric() == null ? usual(members) : request.metric();
    Optional<Outcome> scored =
        members.stream()
            .filter(run -> run.outcome().metrics().containsKey(metric))
            .map(StoredRun::outcome)
            .findFirst();
    if (scored.isEmpty()) {
      members.forEach(run -> ofCells.withoutScore(run, metric));
    }
    return scored.map(
        one -> {
          MetricFacts facts = Objects.requireNonNull(one.metrics().get(metric));
          return new Column(
              values,
              parts,
              one.facts().dataset(),
              metric,
              facts,
              one.context().unit(),
              one.facts().samples());
        });
  }

  /** The metric that selected most checkpoints, of several the first by name. */
  private static String usual(List<StoredRun> members) {
    return members.stream()
        .collect(
            Collectors.groupingBy(
                run -> run.outcome().bestMetric(), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }

  private BenchException unknownMetric() {
    Set<String> known = new TreeSet<>();
    runs.runs().forEach(run -> known.addAll(run.outcome().metrics().keySet()));
    String metric = String.valueOf(request.metric());
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("UnknownMetric", "no run has the metric " + metric)
            .at("--metric " + metric)
            .expecting(Suggest.sentence(metric, known)));
  }

  private @Nullable Cell cell(List<StoredRun> members, Column column) {
    List<StoredRun> scored = new ArrayList<>();
    for (StoredRun run : members) {
      if (run.score(column.metric()).isPresent()) {
        scored.add(run);
      } else {
        ofCells.withoutScore(run, column.metric());
      }
    }
    scored.sort(Comparator.comparingLong(run -> run.record().seed()));
    if (scored.isEmpty()) {
      return null;
    }
    if (scored.size() > 1 && haveEqualCounts(scored)) {
      ofCells.idleSeeds(scored);
      scored = scored.subList(0, 1);
    }
    String task = scored.get(0).outcome().facts().task();
    try {
      return Scored.of(scored, column, metrics.of(task), singles);
    } catch (BenchException unreadable) {
      // The score itself is in run.json.
      ofCells.damaged(scored.get(0));
      return Scored.of(scored, column, metrics.of(task), new SingleRuns(0));
    }
  }

  /** Whether the seeds of some runs changed nothing in any test sample. */
  private static boolean haveEqualCounts(List<StoredRun> runs) {
    String first = runs.get(0).outcome().samplesSha256();
    return first != null
        && runs.stream().allMatch(run -> first.equals(run.outcome().samplesSha256()));
  }

  private Row constant(List<Column> columns, Map<List<String>, List<StoredRun>> byColumn) {
    List<@Nullable Cell> cells = new ArrayList<>();
    for (Column column : columns) {
      cells.add(
          byColumn.getOrDefault(column.values(), List.of()).stream()
              .map(run -> run.outcome().constant().get(column.metric()))
              .filter(value -> value != null && !value.isNaN())
              .findFirst()
              .map(Scored::constant)
              .orElse(null));
    }
    return new Row(Row.Kind.CONSTANT, List.of(), "best constant prediction", cells, null, null);
  }

  private Row.Kind kind(List<String> values) {
    int encoder = layout.rows().indexOf(RunKeys.ENCODER);
    if (encoder < 0) {
      return Row.Kind.METHOD;
    }
    return Floor.of(values.get(encoder)).map(Row.Kind::of).orElse(Row.Kind.METHOD);
  }
}
