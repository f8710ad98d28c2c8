package org.eobench.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.run.calibrate.CalibrationResult;
import org.eobench.report.runs.LaterResults;
import org.eobench.report.runs.StoredRun;

/**
 * The models of all calibrated runs of a table.
 *
 * @param models in the order of the table
 * @param unused files that are not used, with the reason
 */
record CalibratedRuns(List<Calibrated> models, List<String> unused) {
  private record Place(String row, String column, StoredRun run) {}

  static CalibratedRuns of(List<Row> rows, List<Column> columns) {
    List<Place> places = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      String column = columns.get(c).label();
      for (Row row : rows) {
        row.cell(c)
            .ifPresent(
                cell ->
                    cell.runs().forEach(run -> places.add(new Place(row.label(), column, run))));
      }
    }
    List<LaterResults> found =
        places.parallelStream().map(place -> LaterResults.of(place.run())).toList();
    List<Calibrated> models = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      unused.addAll(found.get(i).remarks());
      CalibrationResult calibration = found.get(i).calibration();
      if (calibration != null) {
        for (CalibrationResult.Row row : calibration.rows()) {
          models.add(model(places.get(i), row));
        }
      }
    }
    return new CalibratedRuns(models, unused);
  }

  /** What is not used, and how much tables for people show; often none. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (!unused.isEmpty()) {
      sentences.add("Not used: " + Remarks.some(unused) + ".");
    }
    if (models.size() > ReportTable.MOST_CALIBRATED) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "The table of calibrated runs shows %d of %d models; the report as JSON has all.",
              ReportTable.MOST_CALIBRATED,
              models.size()));
    }
    return sentences;
  }

  private static Calibrated model(Place place, CalibrationResult.Row row) {
    return new Calibrated(
        place.row(),
        place.column(),
        place.run().record().name(),
        place.run().record().seed(),
        row.label(),
        row.temperature(),
        row.scores().getOrDefault("ECE", Double.NaN),
        row.scores().getOrDefault("NLL", Double.NaN),
        row.scores().getOrDefault("Brier", Double.NaN));
  }
}
