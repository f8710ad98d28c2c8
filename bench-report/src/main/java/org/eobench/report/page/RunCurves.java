package org.eobench.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a page shows of the metric log of a run. A log that cannot be read gives nothing.
 *
 * @param validation {@code [epoch, score]} of the validations
 * @param loss {@code [epoch, mean loss]} of the training
 * @param reliability {@code [count, confidence, accuracy]} of the bins on the test split
 */
record RunCurves(List<double[]> validation, List<double[]> loss, List<double[]> reliability) {
  private static final RunCurves NONE = new RunCurves(List.of(), List.of(), List.of());
  private static final int MOST_POINTS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a log.
   *
   * @param metric key of the score
   */
  static RunCurves read(Path log, String metric) {
    List<String> validations = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    List<String> tests = new ArrayList<>();
    try (Stream<String> lines = Files.lines(log)) {
      lines.forEach(
          line -> {
            // Lines of other kinds are not parsed.
            if (line.startsWith("{\"kind\":\"val\"")) {
              validations.add(line);
            } else if (line.startsWith("{\"kind\":\"train\"")) {
              steps.add(line);
            } else if (line.startsWith("{\"kind\":\"test\"")) {
              tests.add(line);
            }
          });
    } catch (IOException | UncheckedIOException unreadable) {
      return NONE;
    }
    List<double[]> reliability = new ArrayList<>();
    if (!tests.isEmpty()) {
      JsonNode bins = parsed(tests.get(tests.size() - 1)).path("reliability");
      for (int i = 0; i < bins.path("count").size(); i++) {
        reliability.add(
            new double[] {
              number(bins.path("count").path(i)),
              number(bins.path("confidence").path(i)),
              number(bins.path("accuracy").path(i))
            });
      }
    }
    return new RunCurves(points(validations, metric), points(steps, "loss_mean"), reliability);
  }

  private static List<double[]> points(List<String> lines, String key) {
    List<double[]> points = new ArrayList<>();
    for (String line : thinned(lines)) {
      JsonNode fields = parsed(line);
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

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException cut) {
      return JSON.missingNode();
    }
  }
}
