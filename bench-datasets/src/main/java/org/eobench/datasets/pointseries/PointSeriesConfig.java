package org.eobench.datasets.pointseries;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.DatasetFacts;
import org.jspecify.annotations.Nullable;

/**
 * Config of {@code point_series}: {@code .npy} arrays relative to {@code root_path}, with one row
 * for each point.
 *
 * @param facts the keys of every data set; {@code bands} lists columns by modality
 * @param series array {@code [N,T,C]} of all columns
 * @param columns names of the C columns, in their order
 * @param target array {@code [N]} of the values to predict
 * @param months array {@code [N,T]} of the months, 0 being January; null if unknown
 * @param firstYear year of the first month of each series, where only months are published; null
 *     leaves the dates unknown
 * @param places array {@code [N,2]} of latitude and longitude in degrees; null if unknown
 * @param testRows array {@code [N]}, 1 for points of the test split and 0 for others
 * @param valShare share of the other points that becomes the validation split, drawn as
 *     scikit-learn's {@code train_test_split} does with {@code random_state=seed}
 * @param seed seed of that draw
 */
public record PointSeriesConfig(
    @Inline DatasetFacts facts,
    String series,
    List<String> columns,
    String target,
    @Nullable String months,
    @Range(min = 1972, max = 2100) @Nullable Integer firstYear,
    @Nullable String places,
    String testRows,
    @Range(min = 0, max = 0.9) @Default("0.1") double valShare,
    @Range(min = 0) @Default("23") int seed) {

  public PointSeriesConfig {
    columns = List.copyOf(columns);
    if (columns.isEmpty() || new HashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException("columns must list each column once, not " + columns);
    }
    for (List<String> bands : facts.bands().values()) {
      for (String band : bands) {
        if (!columns.contains(band)) {
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "bands lists %s, but the columns are %s", band, columns));
        }
      }
    }
    if (!facts.task().equals("image_regression")) {
      throw new IllegalArgumentException(
          "task must be image_regression, because each point has one value, not " + facts.task());
    }
    if (facts.autoDownload()) {
      throw new IllegalArgumentException(
          "auto_download=true: these arrays are not downloaded; set it to false");
    }
  }
}
