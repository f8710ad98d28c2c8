package org.eobench.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.eobench.report.statistics.Adjustment;
import org.eobench.report.statistics.TTests;
import org.jspecify.annotations.Nullable;

/**
 * Groups of a column that cannot be told apart: Welch's tests of all pairs over seeds, corrected
 * together by Holm's method, among cells with several runs. Where fewer than two cells have
 * several, the single runs are tested by {@link PairedGroups}.
 */
final class ColumnGroups {
  /** More rows have too many groups to read. */
  static final int MOST_ROWS = 26;

  private static final double ALPHA = 1 - Scored.LEVEL;

  private ColumnGroups() {}

  /** The rows with letters in their cells. */
  static List<Row> lettered(List<Row> rows, List<Column> columns, @Nullable PairedGroups singles) {
    List<List<@Nullable Cell>> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(new ArrayList<>(row.cells())));
    // Every column has cells of its own, so columns do not disturb each other.
    IntStream.range(0, columns.size())
        .parallel()
        .forEach(
            c ->
                letter(
                    rows,
                    c,
                    ordered(rows, c, ColumnGroups::varies),
                    cells,
                    own -> Optional.of(differ(own))));
    for (int c = 0; c < columns.size() && singles != null; c++) {
      Column column = columns.get(c);
      if (ordered(rows, c, ColumnGroups::varies).size() < 2) {
        List<Integer> single = ordered(rows, c, cell -> cell.n() == 1);
        letter(rows, c, single, cells, own -> singles.differ(own, column));
      }
    }
    return IntStream.range(0, rows.size())
        .mapToObj(row -> rows.get(row).with(cells.get(row)))
        .toList();
  }

  /** Whether its seeds tell how much the score varies. */
  private static boolean varies(Cell cell) {
    return cell.basis() == Basis.SEEDS;
  }

  /** The rows of a column by their score, the highest first. */
  private static List<Integer> ordered(List<Row> rows, int column, Predicate<Cell> tested) {
    return IntStream.range(0, rows.size())
        .filter(row -> rows.get(row).cell(column).filter(tested).isPresent())
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                (Integer row) -> -rows.get(row).cell(column).orElseThrow().mean()))
        .toList();
  }

  private static void letter(
      List<Row> rows,
      int column,
      List<Integer> tested,
      List<List<@Nullable Cell>> cells,
      Function<List<Cell>, Optional<boolean[][]>> test) {
    if (tested.size() < 2 || tested.size() > MOST_ROWS) {
      return;
    }
    List<Cell> own = tested.stream().map(row -> rows.get(row).cell(column).orElseThrow()).toList();
    test.apply(own)
        .map(Letters::of)
        .ifPresent(
            letters -> {
              for (int i = 0; i < own.size(); i++) {
                cells.get(tested.get(i)).set(column, own.get(i).lettered(letters.get(i)));
              }
            });
  }

  private static boolean[][] differ(List<Cell> cells) {
    List<double[]> values = cells.stream().map(ColumnGroups::values).toList();
    int n = cells.size();
    double[] p = new double[n * (n - 1) / 2];
    int pair = 0;
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        p[pair++] = TTests.welchP(values.get(a), values.get(b));
      }
    }
    double[] adjusted = Adjustment.HOLM.adjust(p);
    boolean[][] differ = new boolean[n][n];
    pair = 0;
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        differ[a][b] = adjusted[pair++] < ALPHA;
        differ[b][a] = differ[a][b];
      }
    }
    return differ;
  }

  private static double[] values(Cell cell) {
    return cell.values().stream().mapToDouble(value -> value).toArray();
  }
}
