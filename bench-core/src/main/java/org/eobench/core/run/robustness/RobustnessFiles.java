package org.eobench.core.run.robustness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.io.JsonFiles;

/** Formats of a {@link RobustnessReport} for other programs. */
public final class RobustnessFiles {
  /** The JSON file in the run directory. */
  public static final String JSON_FILE = "robustness.json";

  /** The CSV file in the run directory. */
  public static final String CSV_FILE = "robustness.csv";

  private static final JsonMapper JSON = JsonFiles.mapper().build();

  private RobustnessFiles() {}

  /**
   * Reads a JSON file.
   *
   * @throws IOException if it cannot be read, or holds something else
   */
  public static RobustnessReport read(Path file) throws IOException {
    RobustnessReport report = JSON.readValue(Files.readAllBytes(file), RobustnessReport.class);
    if (report == null || report.run() == null || report.better() == null) {
      throw new IOException("it lacks a run, or the direction of its metric");
    }
    return report;
  }

  /** The report as JSON; undefined numbers are null. */
  public static String json(RobustnessReport report) {
    try {
      return JSON.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The report as CSV, one line for each corruption and severity; severity 0 is the clean score.
   */
  public static String csv(RobustnessReport report) {
    StringBuilder lines =
        new StringBuilder("run,metric,samples,seed,corruption,measure,severity,strength,score\n");
    String head =
        String.format(
            Locale.ROOT,
            "%s,%s,%d,%d",
            report.run(),
            report.metric(),
            report.samples(),
            report.seed());
    for (RobustnessReport.Row row : report.rows()) {
      String of = String.format(Locale.ROOT, "%s,%s,\"%s\"", head, row.corruption(), row.measure());
      lines.append(of).append(",0,0,").append(number(report.clean())).append('\n');
      for (int i = 0; i < row.scores().size(); i++) {
        lines
            .append(of)
            .append(',')
            .append(row.severities().get(i))
            .append(',')
            .append(row.strengths().get(i))
            .append(',')
            .append(number(row.scores().get(i)))
            .append('\n');
      }
    }
    return lines.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.valueOf(value);
  }
}
