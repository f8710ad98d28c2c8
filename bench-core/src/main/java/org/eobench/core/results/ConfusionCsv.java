package org.eobench.core.results;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.images.ClassificationMetrics;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

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

  /**
   * Reads the matrix of a run.
   *
   * @param run its directory
   * @return counts {@code [predicted][true]}; empty if the run has none, or the file is damaged
   */
  public static Optional<long[][]> read(Path run) {
    Path file = run.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (Reader text = Files.newBufferedReader(file)) {
      Table table =
          Table.read().usingOptions(CsvReadOptions.builder(text).columnTypes(ConfusionCsv::type));
      int classes = table.rowCount();
      if (table.columnCount() != classes + 1) {
        return Optional.empty();
      }
      long[][] counts = new long[classes][classes];
      for (int target = 0; target < classes; target++) {
        for (int predicted = 0; predicted < classes; predicted++) {
          counts[predicted][target] = table.longColumn(target + 1).getLong(predicted);
        }
      }
      return Optional.of(counts);
    } catch (IOException | RuntimeException damaged) {
      return Optional.empty();
    }
  }

  private static ColumnType type(String column) {
    return column.startsWith("true ") ? ColumnType.LONG : ColumnType.STRING;
  }
}
