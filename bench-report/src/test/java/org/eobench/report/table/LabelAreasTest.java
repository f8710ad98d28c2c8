package org.eobench.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.report.format.CsvReport;
import org.eobench.report.format.JsonReport;
import org.eobench.report.format.MarkdownReport;
import org.eobench.report.runs.RunFolders;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelAreasTest {
  @TempDir private Path folder;

  @Test
  void areasAreInEveryFormat() throws IOException {
    for (long seed : new long[] {0, 1}) {
      write("dofa_tiny", seed, 0.1);
      write("dofa_tiny", seed, 1);
      write("prithvi_tiny", seed, 0.1);
      write("prithvi_tiny", seed, 1);
    }
    ReportTable table = table();
    CurveArea curve = table.areas().get(0);
    assertThat(table.areas()).hasSize(1);
    assertThat(curve.over()).isEqualTo("0.1, 1");
    assertThat(curve.column().label()).isEqualTo("quickstart, seg_linear");
    Row row = table.rows().get(0);
    Cell area = curve.cell(0).orElseThrow();
    double byHand = (mean(row, 0) + mean(row, 1)) / 2;
    assertThat(area.mean()).isCloseTo(byHand, within(1e-12));
    assertThat(area.basis()).isEqualTo(Basis.SEEDS);
    assertThat(area.low()).isLessThan(byHand);
    assertThat(curve.cell(2)).isEmpty();

    String shown = String.format(Locale.ROOT, "%.2f ±", 100 * byHand);
    assertThat(MarkdownReport.of(table)).contains("area, quickstart, seg\\_linear, mIoU %", shown);
    assertThat(CsvReport.of(table)).contains(",area,area_low,", "," + area.mean() + ",");
    assertThat(JsonReport.of(table)).contains("\"mean\" : " + area.mean());
  }

  @Test
  void areasAreOverTheSameSharesOnly() {
    for (String encoder : List.of("dofa_tiny", "prithvi_tiny", "unet_encoder_tiny")) {
      write(encoder, 0, 0.1);
      write(encoder, 0, 1);
    }
    write("dofa_tiny", 0, 0.01);
    write("short", 0, 1);
    ReportTable table = table();
    CurveArea curve = table.areas().get(0);
    assertThat(curve.places()).containsExactly(0.1, 1.0);
    for (int r = 0; r < table.rows().size(); r++) {
      boolean whole = table.rows().get(r).label().endsWith("_tiny");
      assertThat(curve.cell(r).isPresent()).isEqualTo(whole);
    }
    assertThat(table.remarks())
        .anyMatch(line -> line.endsWith("without a score at one of them, short has none."));
  }

  @Test
  void tablesWithoutFewLabelsHaveNone() {
    write("dofa_tiny", 0, 1);
    assertThat(table().areas()).isEmpty();
  }

  private static double mean(Row row, int column) {
    return row.cell(column).orElseThrow().mean();
  }

  private void write(String encoder, long seed, double share) {
    SyntheticRun run = SyntheticRun.of(encoder, "seg_linear", "quickstart", seed);
    (share < 1 ? run.fraction(share) : run).write(folder);
  }

  private ReportTable table() {
    return ReportTable.of(
        RunFolders.read(List.of(folder)), ReportRequest.DEFAULT, TaskMetrics.NONE);
  }
}
