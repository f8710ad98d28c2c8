package org.eobench.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The areas under the curves of few labels in columns that differ in nothing else. All areas are
 * over the same numbers of labels.
 *
 * @param column what the columns have in common
 * @param key the condition in which they differ, such as {@code dataset.subset.fraction}
 * @param places its values, ascending
 * @param cells the area of each row of the table: {@code mean} is that under the means over the
 *     seeds, {@code values} are those of the seeds, and the interval is over these; null for a row
 *     without a score at one of the places
 */
public record CurveArea(
    Column column, String key, List<Double> places, List<@Nullable Cell> cells) {
  public CurveArea {
    places = List.copyOf(places);
    cells = Collections.unmodifiableList(new ArrayList<>(cells));
  }

  /** The area of a row of the table. */
  public Optional<Cell> cell(int row) {
    return Optional.ofNullable(cells.get(row));
  }

  /** Whether it is over a column of the table. */
  public boolean isOver(Column one, List<String> keys) {
    int at = keys.indexOf(key);
    return at >= 0
        && one.metric().equals(column.metric())
        && LabelAreas.without(one.values(), at).equals(LabelAreas.without(column.values(), at))
        && LabelAreas.place(one.values().get(at)).filter(places::contains).isPresent();
  }

  /** Its places in a few words, such as {@code 0.01, 0.1, 1}. */
  public String over() {
    return places.stream()
        .map(place -> String.format(Locale.ROOT, place == Math.rint(place) ? "%.0f" : "%s", place))
        .collect(Collectors.joining(", "));
  }
}
