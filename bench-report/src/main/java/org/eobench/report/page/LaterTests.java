package org.eobench.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.run.calibrate.CalibrationResult;
import org.eobench.core.run.robustness.RobustnessReport;
import org.eobench.report.runs.LaterResults;

/** What a page shows of the tests of a finished run: its calibration and its robustness. */
final class LaterTests {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private LaterTests() {}

  /** Adds what there is to the entry of the run. */
  static void add(ObjectNode entry, LaterResults results) {
    CalibrationResult calibration = results.calibration();
    if (calibration != null) {
      ArrayNode models = entry.putArray("calibration");
      calibration.rows().forEach(row -> models.add(model(row)));
    }
    RobustnessReport robustness = results.robustness();
    if (robustness != null) {
      entry.set("robustness", robustness(robustness));
    }
  }

  private static ObjectNode model(CalibrationResult.Row row) {
    ObjectNode model = JSON.objectNode();
    model.put("name", row.label());
    model.set("temperature", PageNumbers.of(row.temperature()));
    ArrayNode bins = model.putArray("bins");
    for (Calibration.Bin bin : row.reliability()) {
      if (bin.count() > 0) {
        bins.add(
            JSON.arrayNode()
                .add(bin.count())
                .add(PageNumbers.of(bin.confidence()))
                .add(PageNumbers.of(bin.accuracy())));
      }
    }
    return model;
  }

  private static ObjectNode robustness(RobustnessReport report) {
    ObjectNode node = JSON.objectNode();
    node.put("metric", report.metric());
    node.put("better", report.better().name().toLowerCase(Locale.ROOT));
    node.set("clean", PageNumbers.of(report.clean()));
    ArrayNode rows = node.putArray("rows");
    for (RobustnessReport.Row row : report.rows()) {
      ObjectNode one = rows.addObject();
      one.put("name", row.corruption());
      one.put("measure", row.measure());
      one.set("drop", PageNumbers.of(row.meanRelativeDrop()));
      ArrayNode points = one.putArray("points");
      for (int i = 0; i < row.scores().size(); i++) {
        points.add(
            JSON.arrayNode()
                .add(row.severities().get(i))
                .add(PageNumbers.of(row.scores().get(i)))
                .add(PageNumbers.of(row.strengths().get(i))));
      }
    }
    return node;
  }
}
