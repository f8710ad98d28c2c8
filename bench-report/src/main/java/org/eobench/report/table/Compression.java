package org.eobench.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.provenance.Provenance;
import org.eobench.report.runs.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * The scores of the stored embeddings of one encoder over the bytes that an embedding takes.
 *
 * @param column where the scores are from
 * @param encoder name of the encoder that computed the embeddings
 * @param points at least two: the encoder itself, if it has runs, then formats from the largest
 */
public record Compression(Column column, String encoder, List<Point> points) {
  /** {@code format} of runs of the encoder itself. */
  public static final String ITSELF = "the encoder itself";

  /**
   * A row of the table.
   *
   * @param row its label
   * @param format number format
   * @param width dimensions of an embedding; 0 for the encoder itself
   * @param bytes bytes of an embedding; NaN for the encoder itself
   * @param mean mean score over its runs
   * @param runs number of runs
   */
  public record Point(String row, String format, int width, double bytes, double mean, int runs) {}

  public Compression {
    points = List.copyOf(points);
  }

  /** The difference of a point to the first one, in the unit of the score. */
  public double difference(Point point) {
    return point.mean - points.get(0).mean;
  }

  /** The curves of a table; often none. */
  static List<Compression> of(List<Row> rows, List<Column> columns) {
    List<Compression> curves = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      Map<String, List<Point>> byEncoder = new TreeMap<>();
      for (Row row : rows) {
        Cell cell = row.cell(c).orElse(null);
        Encoder.StoredMaps stored = cell == null ? null : stored(cell.runs());
        if (cell != null && stored != null && !stored.encoder().isEmpty()) {
          byEncoder
              .computeIfAbsent(stored.encoder(), any -> new ArrayList<>())
              .add(
                  new Point(
                      row.label(),
                      stored.format(),
                      stored.width(),
                      stored.bytes(),
                      cell.mean(),
                      cell.n()));
        }
      }
      Column column = columns.get(c);
      int index = c;
      byEncoder.forEach(
          (encoder, points) -> {
            points.sort(
                Comparator.comparingDouble(Point::bytes)
                    .reversed()
                    .thenComparing(Point::format)
                    .thenComparing(Point::row));
            points.addAll(0, itself(rows, index, encoder));
            if (points.size() > 1) {
              curves.add(new Compression(column, encoder, points));
            }
          });
    }
    return curves;
  }

  /** The rows of the encoder that computed the embeddings. */
  private static List<Point> itself(List<Row> rows, int column, String encoder) {
    List<Point> points = new ArrayList<>();
    for (Row row : rows) {
      row.cell(column)
          .filter(cell -> isOf(encoder, cell.runs()))
          .ifPresent(
              cell ->
                  points.add(new Point(row.label(), ITSELF, 0, Double.NaN, cell.mean(), cell.n())));
    }
    return points;
  }

  private static boolean isOf(String encoder, List<StoredRun> runs) {
    return !runs.isEmpty() && encoder.equals(runs.get(0).record().choices().get(RunKeys.ENCODER));
  }

  /** The embeddings that runs were made with; null for runs with an encoder. */
  private static Encoder.@Nullable StoredMaps stored(List<StoredRun> runs) {
    Provenance made = runs.isEmpty() ? null : runs.get(0).record().provenance();
    return made == null ? null : made.embeddings();
  }
}
