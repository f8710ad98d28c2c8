package org.eobench.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.table.Cell;
import org.eobench.report.table.ReportRequest;
import org.eobench.report.table.ReportTable;
import org.eobench.report.table.Row;
import org.eobench.report.table.TaskMetrics;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class FormatsTest {
  /** A name that each format could take for markup of its own. */
  private static final String HOSTILE = "a|b_c*<script>&\"x\", {$%#^~}\\ =1+1";

  @TempDir private Path folder;

  @Test
  void everyFormatHoldsTheSameNumbers() throws IOException {
    ReportTable table = table();
    Cell cell = table.rows().get(0).cell(0).orElseThrow();
    JsonNode json = new ObjectMapper().readTree(JsonReport.of(table)).get("report");
    assertThat(json.get("rows").get(0).get("cells").get(0).get("mean").doubleValue())
        .isEqualTo(cell.mean());
    assertThat(json.get("rows").get(0).get("cells").get(0).get("runs")).hasSize(2);
    assertThat(json.get("rows").get(1).get("cells").get(0).get("low").isNull()).isTrue();
    assertThat(json.get("limits")).hasSameSizeAs(table.limits());

    Table csv = Table.read().csv(new StringReader(CsvReport.of(table)));
    assertThat(csv.rowCount()).isEqualTo(table.rows().size());
    assertThat(csv.doubleColumn("mean").get(0)).isCloseTo(cell.mean(), within(1e-15));
    assertThat(csv.stringColumn("encoder").get(0)).isEqualTo(HOSTILE);
    assertThat(csv.stringColumn("kind").get(csv.rowCount() - 1)).isEqualTo("constant");

    String shown = Numbers.score(cell.mean(), table.columns().get(0));
    assertThat(MarkdownReport.of(table)).contains(shown);
    assertThat(LatexReport.of(table)).contains(shown);
  }

  @Test
  void markdownShowsNamesAsTheyAre() {
    String markdown = MarkdownReport.of(table());
    assertThat(markdown)
        .contains("a\\|b\\_c\\*&lt;script&gt;&amp;\"x\", \\{$%\\#^\\~\\}\\\\ =1+1")
        .doesNotContain("<script>");
    long bars = markdown.lines().findFirst().orElseThrow().chars().filter(c -> c == '|').count();
    assertThat(markdown.lines().skip(1).limit(3))
        .allMatch(
            line ->
                line.replace("\\\\", "").replace("\\|", "").chars().filter(c -> c == '|').count()
                    == bars);
  }

  @Test
  void latexPrintsNamesAsTheyAre() {
    assertThat(LatexReport.of(table()))
        .contains("a\\textbar{}b\\_c*\\textless{}script\\textgreater{}")
        .contains("\\&\\textquotedbl{}x\\textquotedbl{}, ")
        .contains("\\{\\$\\%\\#\\textasciicircum{}")
        .contains("\\textasciitilde{}\\}\\textbackslash{} =1+1")
        .contains("$\\pm$")
        .contains("\\textbf{");
  }

  @Test
  void anUndefinedIntervalIsNoNumber() {
    Row constant = table().rows().get(1);
    Cell cell = constant.cell(0).orElseThrow();
    assertThat(Numbers.interval(cell, table().columns().get(0))).isEmpty();
    assertThat(Numbers.large(86_700_000)).isEqualTo("86.7 M");
    assertThat(Numbers.large(Double.NaN)).isEqualTo("–");
    assertThat(Numbers.digits(0.084722)).isEqualTo("0.08472");
    assertThat(Numbers.digits(1234.5)).isEqualTo("1235");
    assertThat(Numbers.digits(0)).isEqualTo("0");
  }

  private ReportTable table() {
    SyntheticRun.of(HOSTILE, "seg_linear", "quickstart", 0).write(folder);
    SyntheticRun.of(HOSTILE, "seg_linear", "quickstart", 1).write(folder);
    return ReportTable.of(
        RunFolders.read(List.of(folder)), ReportRequest.DEFAULT, TaskMetrics.NONE);
  }
}
