package org.eobench.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.train.LoggedLines;

/**
 * What a page shows of the metric log of a complete run.
 *
 * @param validation {@code [epoch, score]} of the validations
 * @param loss {@code [epoch, mean loss]} of the training
 * @param reliability {@code [count, confidence, accuracy]} of the bins on the test split
 * @param whole false if the log lacks lines, so that curves may be too short
 */
record RunCurves(
    List<double[]> validation, List<double[]> loss, List<double[]> reliability, boolean whole) {
  private static final int MOST_POINTS = 60;

  /**
   * Reads a log.
   *
   * @param metric key of the score
   */
  static RunCurves read(Path log, String metric) {
    LoggedLines lines = LoggedLines.read(log);
    List<String> tests = lines.text("test");
    List<double[]> reliability = new ArrayList<>();
    if (!tests.isEmpty()) {
      JsonNode bins = LoggedLines.parsed(tests.get(tests.size() - 1)).path("reliability");
      for (int i = 0; i < bins.path("count").size(); i++) {
        reliability.add(
            new double[] {
              number(bins.path("count").path(i)),
              number(bins.path("confidence").path(i)),
              number(bins.path("accuracy").path(i))
            });
      }
    }
    return new RunCurves(
        points(lines.text("val"), metric),
        points(lines.text("train"), "loss_mean"),
        reliability,
        lines.damaged() == 0 && !tests.isEmpty());
  }

  private static List<double[]> points(List<String> lines, String key) {
    List<double[]> points = new ArrayList<>();
    for (String line : thinned(lines)) {
      JsonNode fields = LoggedLines.parsed(line);
      double value = number(fields.path(key));
      if (!Double.isNaN(value) && fields.path("epoch").isNumber()) {
        points.add(new double[] {fields.path("epoch").doubleValue(), value});
      }
    }
    return points;
  }

  /** As many lines as a chart can show, evenly chosen, and the last one. */
  private static List<String> thinned(List<String> lines) {
    if (lines.size() <= MOST_POINTS) {
      return lines;
    }
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      kept.add(lines.get((int) ((long) i * (lines.size() - 1) / (MOST_POINTS - 1))));
    }
    return kept;
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }
}
