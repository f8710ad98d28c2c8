package org.eobench.core.results;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.images.ClassificationMetrics;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * {@code confusion.csv}: pixels or images by predicted class (rows) and true class (columns), of
 * tasks with exactly one class for each.
 */
public final class ConfusionCsv {
  /** The file in the run directory. */
  public static final String FILE = "confusion.csv";

  private ConfusionCsv() {}

  /** The confusion matrix of an evaluation; empty if its task has none. */
  public static Optional<ConfusionMatrix> of(Scores scores) {
    return scores
        .of(SegmentationMetrics.COUNTING)
        .map(SegmentationMetrics::confusion)
        .or(() -> scores.of(ClassificationMetrics.COUNTING).map(ClassificationMetrics::confusion));
  }

  /**
   * Writes the matrix.
   *
   * @param classes names in label order
   */
  public static void write(ConfusionMatrix matrix, List<String> classes, OutputStream out)
      throws IOException {
    Table table = Table.create(StringColumn.create("predicted", classes));
    for (int target = 0; target < matrix.classes(); target++) {
      int column = target;
      long[] counts =
          IntStream.range(0, matrix.classes())
              .mapToLong(row -> matrix.count(row, column))
              .toArray();
      table.addColumns(LongColumn.create("true " + classes.get(target), counts));
    }
    StringWriter csv = new StringWriter();
    table.write().csv(csv);
    out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
  }
}
