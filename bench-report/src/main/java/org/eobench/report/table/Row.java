package org.eobench.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eobench.report.runs.Floor;
import org.jspecify.annotations.Nullable;

/**
 * A row: a method, or a floor that every method should exceed.
 *
 * @param kind which of these
 * @param values the conditions that name it, in the order of {@link ReportTable#rowKeys()}; empty
 *     for a constant prediction
 * @param label its name for people
 * @param cells its scores, one for each column; null where there are no runs
 * @param standing its place among the methods; null for floors, and where it lacks a column
 * @param cost its cost; null for a constant prediction
 */
public record Row(
    Kind kind,
    List<String> values,
    String label,
    List<@Nullable Cell> cells,
    @Nullable Standing standing,
    @Nullable RowCost cost) {
  /** What a row is. */
  public enum Kind {
    /** A method that is compared. */
    METHOD,
    /** Means and deviations of the pixels in place of an encoder. */
    PIXEL_STATISTICS,
    /** Random convolutions in place of a trained encoder. */
    RANDOM_FEATURES,
    /** The best prediction that is the same everywhere. */
    CONSTANT;

    static Kind of(Floor floor) {
      return switch (floor) {
        case PIXEL_STATISTICS -> PIXEL_STATISTICS;
        case RANDOM_FEATURES -> RANDOM_FEATURES;
      };
    }

    /** Whether it is a floor. */
    public boolean isFloor() {
      return this != METHOD;
    }
  }

  public Row {
    values = List.copyOf(values);
    cells = Collections.unmodifiableList(new ArrayList<>(cells));
  }

  /** The cell of a column. */
  public Optional<Cell> cell(int column) {
    return Optional.ofNullable(cells.get(column));
  }

  /** Whether it has a score in every column. */
  public boolean isWhole() {
    return cells.stream().allMatch(Objects::nonNull);
  }

  Row standing(Standing place) {
    return new Row(kind, values, label, cells, place, cost);
  }

  Row with(List<@Nullable Cell> others) {
    return new Row(kind, values, label, others, standing, cost);
  }
}
