package org.eobench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.run.calibrate.CalibrationResult;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.robustness.RobustnessFiles;
import org.eobench.core.run.robustness.RobustnessReport;
import org.eobench.report.format.CsvReport;
import org.eobench.report.format.JsonReport;
import org.eobench.report.format.LatexReport;
import org.eobench.report.format.MarkdownReport;
import org.eobench.report.format.WideTable;
import org.eobench.report.runs.LaterResults;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.runs.StoredRun;
import org.eobench.report.table.Calibrated;
import org.eobench.report.table.ReportRequest;
import org.eobench.report.table.ReportTable;
import org.eobench.report.table.TaskMetrics;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaterTestsTest {
  @TempDir private Path folder;
  private StoredRun run;

  @BeforeEach
  void writeRun() {
    Path directory = SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", 3).write(folder);
    run = new StoredRun(directory, RunDirectory.read(directory));
  }

  @Test
  void calibratedModelsAreInEveryFormat() throws IOException {
    calibrate(run.record().fingerprint());
    ReportTable table = table();
    assertThat(table.calibrated())
        .extracting(Calibrated::label)
        .containsExactly(
            "dofa_tiny, quickstart, seg_linear, seed 3, as trained",
            "dofa_tiny, quickstart, seg_linear, seed 3, calibrated",
            "dofa_tiny, quickstart, seg_linear, seed 3, ensemble, calibrated");
    assertThat(table.calibrated().get(1).nll()).isNaN();
    assertThat(MarkdownReport.of(table)).contains("seed 3, calibrated | 1.700 | 0.0123 | – |");
    assertThat(LatexReport.of(table)).contains("seed 3, calibrated & 1.700 & 0.0123 & -- &");
    assertThat(JsonReport.of(table)).contains("\"temperature\" : 1.7");
    assertThat(HtmlReport.of(table, List.of(), Instant.EPOCH))
        .contains("Calibrated runs</h2>", "<td>1.700</td><td>0.0123</td>");
    assertThat(CsvReport.of(table)).doesNotContain("1.7,0.0123");
  }

  @Test
  void tablesForPeopleShowSomeOfManyModels() throws IOException {
    calibrate(run.record().fingerprint(), 30);
    ReportTable table = table();
    assertThat(table.calibrated()).hasSize(90);
    assertThat(WideTable.calibrated(table).body()).hasSize(60);
    assertThat(table.remarks()).anyMatch(line -> line.contains("shows 60 of 90 models"));
  }

  @Test
  void thePageHoldsBinsAndCurves() throws IOException {
    calibrate(run.record().fingerprint());
    corrupt(run.record().name());
    ObjectNode entry = new ObjectMapper().createObjectNode();
    LaterTests.add(entry, LaterResults.of(run));
    JsonNode models = entry.get("calibration");
    assertThat(models).hasSize(3);
    assertThat(models.get(1).get("bins").toString()).isEqualTo("[[10,0.9,0.8]]");
    assertThat(models.get(2).get("name").textValue()).isEqualTo("ensemble, calibrated");
    JsonNode haze = entry.get("robustness").get("rows").get(0);
    assertThat(haze.get("points").toString()).isEqualTo("[[1,0.5,0.1],[5,null,1.6]]");
    assertThat(entry.get("robustness").get("clean").doubleValue()).isEqualTo(0.6);
  }

  @Test
  void filesOfOtherRunsAndDamagedOnesAreNamedAndNotUsed() throws IOException {
    calibrate("the fingerprint of another run");
    Files.writeString(run.directory().resolve(RobustnessFiles.JSON_FILE), "{\"run\": \"x\"");
    ReportTable table = table();
    assertThat(table.calibrated()).isEmpty();
    assertThat(table.remarks())
        .anyMatch(
            line ->
                line.startsWith("Not used: ")
                    && line.contains("/calibrated.json (of another run)")
                    && line.contains("/robustness.json (not readable)"));
    corrupt("another run");
    assertThat(LaterResults.of(run).robustness()).isNull();
    assertThat(LaterResults.of(run).remarks())
        .anyMatch(line -> line.endsWith("/robustness.json (of another run)"));
  }

  private void calibrate(String fingerprint) throws IOException {
    calibrate(fingerprint, 1);
  }

  private void calibrate(String fingerprint, int copies) throws IOException {
    List<Calibration.Bin> bins =
        List.of(
            new Calibration.Bin(0, 0.5, 0, Double.NaN, Double.NaN),
            new Calibration.Bin(0.5, 1, 10, 0.9, 0.8));
    String name = run.record().name();
    List<CalibrationResult.Row> rows =
        List.of(
            new CalibrationResult.Row(
                name, "as trained", 1, Map.of("ECE", 0.2, "NLL", 0.7, "Brier", 0.3), bins),
            new CalibrationResult.Row(
                name, "calibrated", 1.7, Map.of("ECE", 0.0123, "NLL", Double.NaN), bins),
            new CalibrationResult.Row("ensemble", "calibrated", 1.2, Map.of(), bins));
    CalibrationResult result =
        new CalibrationResult(
            CalibrationResult.VERSION,
            List.of(new CalibrationResult.Run(name, fingerprint, 3)),
            "quickstart",
            1,
            "segmentation",
            "eo-bench",
            9,
            100,
            12,
            Collections.nCopies(copies, rows).stream().flatMap(List::stream).toList(),
            new CalibrationResult.Sets(0.9, null, 9, "image", 0.9, 2, 0),
            List.of());
    try (OutputStream out = Files.newOutputStream(run.directory().resolve("calibrated.json"))) {
      result.write(out);
    }
  }

  private void corrupt(String name) throws IOException {
    RobustnessReport report =
        new RobustnessReport(
            name,
            "mIoU",
            Metric.Better.HIGHER,
            12,
            0,
            0.6,
            List.of(
                new RobustnessReport.Row(
                    "haze",
                    "optical depth",
                    List.of(1, 5),
                    List.of(0.1, 1.6),
                    List.of(0.5, Double.NaN),
                    0.2)),
            Map.of());
    Files.writeString(
        run.directory().resolve(RobustnessFiles.JSON_FILE), RobustnessFiles.json(report));
  }

  private ReportTable table() {
    return ReportTable.of(
        RunFolders.read(List.of(folder)), ReportRequest.DEFAULT, TaskMetrics.NONE);
  }
}
