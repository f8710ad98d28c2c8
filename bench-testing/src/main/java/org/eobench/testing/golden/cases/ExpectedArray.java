package org.eobench.testing.golden.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One recorded output: an entry of {@code expected} in a {@code case.json} with the values of its
 * file.
 *
 * @param name its name within the case
 * @param what description of the array in the case
 * @param shape shape of the file
 * @param values the file's values in C order
 * @param tolerance tolerance of the comparison, or null if the case has none
 * @param summary statistics of the whole tensor if the file contains only samples of it
 * @param rows one entry per row for a parameter table; otherwise empty
 * @param buffers names in order for concatenated buffers; otherwise empty
 */
// Never compared as a record.
@SuppressWarnings("ArrayRecordComponent")
public record ExpectedArray(
    String name,
    String what,
    long[] shape,
    double[] values,
    @Nullable Tolerance tolerance,
    @Nullable Summary summary,
    List<Row> rows,
    List<String> buffers) {

  /** Mean and population standard deviation of a whole tensor. */
  record Summary(long[] fullShape, double mean, double std) {}

  /**
   * A row of a parameter table.
   *
   * @param atol absolute tolerance of the row, or null if the table has one for all rows
   * @param compared false if the true gradient is zero, so that the recorded one is only rounding
   *     noise
   */
  public record Row(String parameter, @Nullable Double atol, boolean compared) {}

  /** Samples of a parameter in a parameter table. */
  public static final int SAMPLES = 16;

  /** Columns of a parameter table: the L2 norm and the samples. */
  static final int COLUMNS = 1 + SAMPLES;

  static ExpectedArray read(JsonNode node, Path folder) {
    RecordedArray recorded = RecordedArray.read(folder.resolve(node.path("file").asText()));
    JsonNode tolerance = node.path("tolerance");
    return new ExpectedArray(
        node.path("name").asText(),
        node.path("what").asText(),
        recorded.shape(),
        recorded.values(),
        tolerance.isObject()
            ? new Tolerance(tolerance.path("atol").asDouble(0), tolerance.path("rtol").asDouble(0))
            : null,
        summary(node.get("summary")),
        rows(node),
        names(node.path("buffers")));
  }

  /** Whether the case declares that this array shows a fault of the original. */
  public boolean notToBeCopied() {
    return what.contains("do not copy");
  }

  private static @Nullable Summary summary(@Nullable JsonNode node) {
    return node == null
        ? null
        : new Summary(
            shape(node.path("full_shape")),
            node.path("mean").asDouble(),
            node.path("std").asDouble());
  }

  private static List<Row> rows(JsonNode node) {
    if (!node.path("tolerance").has("per_row")) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode entry : node.path("params")) {
      boolean own = entry.isArray();
      rows.add(
          own
              ? new Row(entry.get(0).asText(), entry.get(2).asDouble(), entry.get(3).asInt() == 0)
              : new Row(entry.asText(), null, true));
    }
    return rows;
  }

  private static List<String> names(JsonNode entries) {
    return StreamSupport.stream(entries.spliterator(), false)
        .map(entry -> entry.get(0).asText())
        .toList();
  }

  public static long[] shape(JsonNode sizes) {
    return StreamSupport.stream(sizes.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }
}
