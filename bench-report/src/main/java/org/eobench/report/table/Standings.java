package org.eobench.report.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.metrics.Metric;
import org.eobench.report.statistics.Bootstrap;
import org.eobench.report.statistics.Friedman;
import org.eobench.report.statistics.InterquartileMean;
import org.eobench.report.statistics.Interval;
import org.eobench.report.statistics.Nemenyi;
import org.jspecify.annotations.Nullable;

/** Places the methods that have a score in every column, and orders the rows. */
final class Standings {
  private static final double ALPHA = 1 - Scored.LEVEL;

  /** Draws of a small table. A mean over many columns varies less and needs fewer. */
  private static final int MOST_DRAWS = 1_000;

  private static final int LEAST_DRAWS = 200;

  /** Draws of all cells together. */
  private static final int ALL_DRAWS = 400_000;

  private final List<Row> whole;
  private final List<Column> columns;
  private final int draws;

  private Standings(List<Row> whole, List<Column> columns) {
    this.whole = whole;
    this.columns = columns;
    int cells = Math.max(1, whole.size() * columns.size());
    this.draws = Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, ALL_DRAWS / cells));
  }

  /**
   * The columns that count for ranks: those in which at least half of the methods have a score, so
   * that one run of another kind does not take away the ranks of all.
   */
  static List<Integer> ranked(List<Row> rows, int columns) {
    List<Row> methods = rows.stream().filter(row -> !row.kind().isFloor()).toList();
    return IntStream.range(0, columns)
        .filter(
            column ->
                2 * methods.stream().filter(row -> row.cell(column).isPresent()).count()
                    >= methods.size())
        .boxed()
        .toList();
  }

  /** The rows, the best method first, then those that lack a column, then the floors. */
  static List<Row> place(List<Row> rows, List<Column> columns) {
    List<Integer> ranked = ranked(rows, columns.size());
    List<Row> methods = new ArrayList<>();
    List<Row> cut = new ArrayList<>();
    List<Row> others = new ArrayList<>();
    for (Row row : rows) {
      Row part = row.with(ranked.stream().<@Nullable Cell>map(c -> row.cells().get(c)).toList());
      if (!row.kind().isFloor() && part.isWhole()) {
        methods.add(row);
        cut.add(part);
      } else {
        others.add(row);
      }
    }
    Standings standings = new Standings(cut, ranked.stream().map(columns::get).toList());
    List<Row> placed = new ArrayList<>();
    standings.placed().forEach((row, place) -> placed.add(methods.get(row).standing(place)));
    others.stream().filter(row -> !row.kind().isFloor()).forEach(placed::add);
    others.stream()
        .filter(row -> row.kind().isFloor())
        .sorted(Comparator.comparing(Row::kind))
        .forEach(placed::add);
    return placed;
  }

  /** The place of each row by its index, the best first. */
  private Map<Integer, Standing> placed() {
    Map<Integer, Standing> placed = new LinkedHashMap<>();
    if (whole.isEmpty() || columns.isEmpty()) {
      return placed;
    }
    double[][] scores = matrix(Cell::mean);
    double[] ranks = meanRanks(scores);
    double[][] drawnRanks = drawnRanks();
    Integer[] order = IntStream.range(0, whole.size()).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(row -> ranks[row]));
    List<String> letters = letters(scores, order);
    List<Interval> iqms =
        IntStream.range(0, order.length)
            .parallel()
            .mapToObj(row -> interval(draws(scaled(row, scores))))
            .toList();
    for (int place = 0; place < order.length; place++) {
      int row = order[place];
      Interval rank = interval(drawnRanks.length == 0 ? new double[0] : drawnRanks[row]);
      double[][] scaled = scaled(row, scores);
      Interval iqm = iqms.get(row);
      placed.put(
          row,
          new Standing(
              ranks[row],
              rank.low(),
              rank.high(),
              letters.get(place),
              scaled.length == 0 ? Double.NaN : InterquartileMean.of(scaled),
              iqm.low(),
              iqm.high()));
    }
    return placed;
  }

  private static Interval interval(double[] draws) {
    return draws.length == 0
        ? new Interval(Double.NaN, Double.NaN)
        : InterquartileMean.interval(draws, Scored.LEVEL);
  }

  private interface Value {
    double of(Cell cell);
  }

  /** {@code [row][column]}, higher is better. */
  private double[][] matrix(Value value) {
    double[][] matrix = new double[whole.size()][columns.size()];
    for (int row = 0; row < whole.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        matrix[row][column] =
            better(column).ascending(value.of(whole.get(row).cell(column).orElseThrow()));
      }
    }
    return matrix;
  }

  private Metric.Better better(int column) {
    return columns.get(column).facts().better();
  }

  /** The mean over columns of a row's rank; equal scores share their mean rank. */
  private static double[] meanRanks(double[][] scores) {
    double[] ranks = new double[scores.length];
    for (int row = 0; row < scores.length; row++) {
      for (int column = 0; column < scores[row].length; column++) {
        ranks[row] += rank(scores, row, column) / scores[row].length;
      }
    }
    return ranks;
  }

  private static double rank(double[][] scores, int row, int column) {
    double rank = 0.5;
    for (double[] other : scores) {
      rank +=
          other[column] > scores[row][column] ? 1 : other[column] == scores[row][column] ? 0.5 : 0;
    }
    return rank;
  }

  /**
   * Mean ranks after the seeds of every cell were drawn again, {@code [row][draw]}; empty if a cell
   * has one seed only, because then nothing can be drawn.
   */
  private double[][] drawnRanks() {
    boolean repeated =
        whole.stream()
            .allMatch(row -> row.cells().stream().allMatch(cell -> cell != null && cell.n() > 1));
    if (!repeated) {
      return new double[0][];
    }
    double[][][] drawn = new double[whole.size()][columns.size()][];
    for (int row = 0; row < whole.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        drawn[row][column] = drawn(row, column);
      }
    }
    double[][] ranks = new double[whole.size()][draws];
    IntStream.range(0, draws)
        .parallel()
        .forEach(
            draw -> {
              double[][] scores = new double[whole.size()][columns.size()];
              for (int row = 0; row < whole.size(); row++) {
                for (int column = 0; column < columns.size(); column++) {
                  scores[row][column] = drawn[row][column][draw];
                }
              }
              double[] mean = meanRanks(scores);
              for (int row = 0; row < whole.size(); row++) {
                ranks[row][draw] = mean[row];
              }
            });
    return ranks;
  }

  private double[] drawn(int row, int column) {
    double[] values =
        whole.get(row).cell(column).orElseThrow().values().stream().mapToDouble(v -> v).toArray();
    long seed = Scored.SEED + row * (long) columns.size() + column;
    return Bootstrap.of(
            values.length, drawn -> better(column).ascending(mean(values, drawn)), draws, seed)
        .distribution();
  }

  private static double mean(double[] values, int[] drawn) {
    double sum = 0;
    for (int i : drawn) {
      sum += values[i];
    }
    return sum / drawn.length;
  }

  /** Nemenyi's groups over data sets, in the given order of rows; empty where it cannot be used. */
  private List<String> letters(double[][] scores, Integer[] order) {
    double[][] perDataset = byDataset(scores);
    if (perDataset.length < 2 || whole.size() < 3) {
      return whole.stream().map(row -> "").toList();
    }
    double[][] p = Nemenyi.p(Friedman.of(perDataset));
    boolean[][] differ = new boolean[order.length][order.length];
    for (int a = 0; a < order.length; a++) {
      for (int b = 0; b < order.length; b++) {
        differ[a][b] = p[order[a]][order[b]] < ALPHA;
      }
    }
    return Letters.ofOrdered(differ);
  }

  /** {@code [data set][row]}: the negative mean rank over the columns of a data set. */
  private double[][] byDataset(double[][] scores) {
    Map<String, List<Integer>> datasets = new LinkedHashMap<>();
    for (int column = 0; column < columns.size(); column++) {
      datasets
          .computeIfAbsent(columns.get(column).dataset(), name -> new ArrayList<>())
          .add(column);
    }
    return datasets.values().stream()
        .map(
            own ->
                IntStream.range(0, whole.size())
                    .mapToDouble(
                        row ->
                            -own.stream()
                                .mapToDouble(c -> rank(scores, row, c))
                                .average()
                                .orElseThrow())
                    .toArray())
        .toArray(double[][]::new);
  }

  /**
   * The scores of a row's runs, {@code [run][column]}, scaled so that the worst mean of a column is
   * 0 and the best 1, as in GEO-Bench-2. All columns get as many runs as the one with the fewest.
   * Empty if there is nothing to scale by.
   */
  private double[][] scaled(int row, double[][] means) {
    int runs =
        whole.get(row).cells().stream()
            .mapToInt(cell -> cell == null ? 0 : cell.n())
            .min()
            .orElse(0);
    double[][] scaled = new double[runs][columns.size()];
    for (int column = 0; column < columns.size(); column++) {
      int at = column;
      double[] all = Arrays.stream(means).mapToDouble(other -> other[at]).toArray();
      double low = Arrays.stream(all).min().orElseThrow();
      double high = Arrays.stream(all).max().orElseThrow();
      if (!(high > low)) {
        return new double[0][];
      }
      List<Double> values = whole.get(row).cell(column).orElseThrow().values();
      for (int run = 0; run < runs; run++) {
        scaled[run][column] = (better(column).ascending(values.get(run)) - low) / (high - low);
      }
    }
    return scaled;
  }

  private double[] draws(double[][] scaled) {
    return scaled.length < 2
        ? new double[0]
        : InterquartileMean.distribution(scaled, InterquartileMean::of, draws, Scored.SEED);
  }
}
