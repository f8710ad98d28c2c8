package org.eobench.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.outcome.TestSamplesFile;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.report.runs.RunFolders;
import org.eobench.testing.runs.SyntheticRun;
import org.eobench.testing.runs.SyntheticRuns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTableTest {
  private static final TaskMetrics METRICS = task -> SegmentationScoring.METRICS;

  @TempDir private Path folder;

  @Test
  void averagesSeedsOnly() {
    run(0).quality(0.6).write(folder);
    run(1).quality(0.62).write(folder);
    run(2).quality(0.64).write(folder);
    ReportTable table = table();
    assertThat(table.columns()).extracting(Column::label).containsExactly("quickstart, seg_linear");
    Cell cell = table.rows().get(0).cell(0).orElseThrow();
    double mean = cell.values().stream().mapToDouble(v -> v).average().orElseThrow();
    assertThat(cell.n()).isEqualTo(3);
    assertThat(cell.mean()).isCloseTo(mean, within(1e-12));
    assertThat(cell.basis()).isEqualTo(Basis.SEEDS);
    assertThat(cell.low()).isLessThan(mean);
    assertThat(cell.high()).isCloseTo(2 * mean - cell.low(), within(1e-12));
    assertThat(table.runs()).isEqualTo(3);
  }

  @Test
  void theIntervalOfOneRunIsOverItsTestSamples() {
    run(0).write(folder);
    Cell cell = table().rows().get(0).cell(0).orElseThrow();
    assertThat(cell.basis()).isEqualTo(Basis.SAMPLES);
    assertThat(cell.low()).isLessThan(cell.mean());
    assertThat(cell.high()).isGreaterThan(cell.mean());
  }

  @Test
  void aRunWithDamagedCountsHasItsScoreButNoInterval() throws IOException {
    Path damaged = run(0).write(folder);
    SyntheticRun.of("prithvi_tiny", "seg_linear", "quickstart", 0).write(folder);
    Files.write(damaged.resolve(TestSamplesFile.NAME), new byte[] {'P', 'K', 3, 4});

    ReportTable table = table();

    assertThat(table.methods())
        .extracting(row -> row.cell(0).orElseThrow().basis())
        .containsExactlyInAnyOrder(Basis.NONE, Basis.SAMPLES);
    assertThat(table.remarks())
        .contains(
            "No interval for 1 run whose samples.npz is damaged: " + damaged.getFileName() + ".");
  }

  @Test
  void doesNotAverageVersionsOfTheData() {
    run(0).write(folder);
    run(1).version(2).write(folder);
    ReportTable table = table();
    assertThat(table.columns())
        .extracting(Column::label)
        .containsExactly(
            "quickstart, seg_linear, dataset_version=1",
            "quickstart, seg_linear, dataset_version=2");
    assertThat(table.remarks())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("differ in dataset_version (1, 2)", "each has its own column"));
  }

  @Test
  void onlyColumnsThatNeedItNameTheVersion() {
    run(0).write(folder);
    run(0).version(2).write(folder);
    SyntheticRun.of("dofa_tiny", "seg_linear", "other", 0).write(folder);
    assertThat(table().columns()).extracting(Column::label).startsWith("other, seg_linear");
  }

  @Test
  void anotherVersionIsAnotherColumnEvenOfAnotherEncoder() {
    run(0).write(folder);
    SyntheticRun.of("prithvi_tiny", "seg_linear", "quickstart", 0).version(2).write(folder);
    assertThat(table().columns()).hasSize(2);
  }

  @Test
  void doesNotAverageProtocolsNorRules() {
    run(0).write(folder);
    run(1).protocol("pangaea", MetricRules.PANGAEA).write(folder);
    assertThat(table().columns()).extracting(Column::label).allMatch(l -> l.contains("protocol="));
  }

  @Test
  void separatesNumberFormatsFilledBandsAndArguments() {
    run(0).write(folder);
    run(1).precision("bf16").write(folder);
    run(2).filled("optical: B10").write(folder);
    run(3).with("optimizer.lr=0.1").write(folder);
    assertThat(table().methods())
        .extracting(Row::label)
        .hasSize(4)
        .anyMatch(label -> label.contains("number_format=bf16"))
        .anyMatch(label -> label.contains("filled_bands=optical: B10"))
        .anyMatch(label -> label.contains("optimizer.lr=0.1"));
  }

  @Test
  void separatesRunsWhoseConfigurationFilesDiffer() {
    run(0).write(folder);
    run(1).edited("another learning rate in the file").write(folder);
    ReportTable table = table();
    assertThat(table.methods()).hasSize(2);
    assertThat(table.remarks()).anyMatch(line -> line.contains("differ in configuration ("));
  }

  @Test
  void argumentsThatLeadToOneConfigurationSeparateNothing() throws IOException {
    run(0).write(folder);
    Path run = run(1).write(folder);
    Path file = run.resolve("run.json");
    String record = Files.readString(file);
    Files.writeString(file, record.replace("\"seed=1\"", "\"seed=1\", \"optimizer.lr=0.001\""));
    assertThat(Files.readString(file)).isNotEqualTo(record);
    assertThat(table().methods()).hasSize(1);
  }

  @Test
  void averagesRunsThatDifferInWhereTheyRan() {
    run(0).with("work_dir=a").with("device=cpu").write(folder);
    run(1).with("work_dir=b").on("Another CPU").write(folder);
    ReportTable table = table();
    assertThat(table.methods()).hasSize(1);
    assertThat(table.rows().get(0).cell(0).orElseThrow().n()).isEqualTo(2);
    assertThat(table.limits()).anyMatch(line -> line.contains("2 kinds of machines"));
  }

  @Test
  void fewLabelsAreColumns() {
    run(0).write(folder);
    run(0).fraction(0.1).write(folder);
    run(0).fraction(0.01).write(folder);
    assertThat(table().columns())
        .extracting(Column::label)
        .containsExactly(
            "quickstart, seg_linear, dataset.subset.fraction=0.01",
            "quickstart, seg_linear, dataset.subset.fraction=0.1",
            "quickstart, seg_linear, dataset.subset.fraction=1");
  }

  @Test
  void floorsAreTheLastRows() {
    SyntheticRuns.small().write(folder);
    ReportTable table = table();
    assertThat(table.rows())
        .extracting(Row::kind)
        .containsExactly(
            Row.Kind.METHOD,
            Row.Kind.METHOD,
            Row.Kind.PIXEL_STATISTICS,
            Row.Kind.RANDOM_FEATURES,
            Row.Kind.CONSTANT);
    Row constant = table.rows().get(4);
    assertThat(constant.cell(0).orElseThrow().mean()).isBetween(0.05, 0.35);
    assertThat(constant.cell(0).orElseThrow().n()).isZero();
    assertThat(table.limits()).noneMatch(line -> line.contains("No run of the floor"));
  }

  @Test
  void saysWhichFloorIsMissing() {
    run(0).write(folder);
    assertThat(table().limits())
        .anySatisfy(line -> assertThat(line).contains("encoder=image_stats", "encoder=rcf"));
  }

  @Test
  void placesMethodsByMeanRank() {
    for (String dataset : List.of("a", "b", "c")) {
      for (int seed = 0; seed < 3; seed++) {
        SyntheticRun.of("good", "seg_linear", dataset, seed).quality(0.9).write(folder);
        SyntheticRun.of("fair", "seg_linear", dataset, seed).quality(0.6).write(folder);
        SyntheticRun.of("poor", "seg_linear", dataset, seed).quality(0.3).write(folder);
      }
    }
    List<Row> methods = table().methods();
    assertThat(methods).extracting(Row::label).containsExactly("good", "fair", "poor");
    Standing best = standing(methods.get(0));
    Standing last = standing(methods.get(2));
    assertThat(best.rank()).isEqualTo(1);
    assertThat(best.rankHigh()).isEqualTo(1);
    assertThat(last.rank()).isEqualTo(3);
    // Critical difference of 3 methods on 3 data sets: 2.343 * sqrt(3 * 4 / 18) = 1.91.
    assertThat(best.letters()).isEqualTo("a");
    assertThat(standing(methods.get(1)).letters()).isEqualTo("ab");
    assertThat(last.letters()).isEqualTo("b");
    assertThat(best.iqm()).isCloseTo(1, within(0.05));
    assertThat(last.iqm()).isCloseTo(0, within(0.05));
    assertThat(best.iqmLow()).isLessThan(best.iqm());
  }

  @Test
  void rowsOfAColumnThatCannotBeToldApartShareALetter() {
    for (int seed = 0; seed < 4; seed++) {
      SyntheticRun.of("good", "seg_linear", "quickstart", seed).quality(0.9).write(folder);
      SyntheticRun.of("same", "seg_linear", "quickstart", seed + 10).quality(0.9).write(folder);
      SyntheticRun.of("poor", "seg_linear", "quickstart", seed).quality(0.3).write(folder);
      SyntheticRun.of("rcf", "seg_linear", "quickstart", seed).quality(0.6).write(folder);
    }
    ReportTable table = table();
    assertThat(table.methods())
        .extracting(row -> row.label() + " " + row.cell(0).orElseThrow().letters())
        .containsExactlyInAnyOrder("good a", "same a", "poor c");
    assertThat(table.limits()).anyMatch(line -> line.startsWith("Letters beside scores"));
    assertThat(table.remarks())
        .anyMatch(
            line -> line.equals("1 of 3 methods are worse than a floor in some column: poor."));
  }

  @Test
  void aMethodWithoutAColumnHasNoRank() {
    run(0).write(folder);
    SyntheticRun.of("dofa_tiny", "seg_linear", "other", 0).write(folder);
    SyntheticRun.of("prithvi_tiny", "seg_linear", "other", 0).write(folder);
    ReportTable table = table();
    assertThat(table.rows().get(0).label()).isEqualTo("dofa_tiny");
    assertThat(table.rows().get(1).standing()).isNull();
    assertThat(table.limits())
        .anyMatch(line -> line.contains("1 of 2 methods lack a score") && line.contains("prithvi"));
  }

  @Test
  void oneRunOfAnotherKindDoesNotTakeAwayTheRanks() {
    for (String encoder : List.of("one", "two", "three")) {
      SyntheticRun.of(encoder, "seg_linear", "quickstart", 0).write(folder);
    }
    SyntheticRun.of("one", "seg_linear", "quickstart", 0).version(2).write(folder);
    ReportTable table = table();
    assertThat(table.methods()).hasSize(3).allMatch(row -> row.standing() != null);
    assertThat(table.limits()).anyMatch(line -> line.contains("Ranks are over 1 of 2 columns"));
  }

  @Test
  void groupsByAnyCondition() {
    run(0).write(folder);
    run(0).with("optimizer.lr=0.1").write(folder);
    ReportTable table =
        table(new ReportRequest(List.of("optimizer.lr"), List.of("dataset"), "mF1", Map.of(), 0));
    assertThat(table.methods()).extracting(Row::label).containsExactlyInAnyOrder("0.1", "default");
    assertThat(table.columns()).extracting(Column::metric).containsExactly("mF1");
  }

  @Test
  void namesMetricsWithoutAConstantBaseline() {
    run(0).write(folder);
    assertThat(table(request(List.of("encoder"), "ECE", Map.of())).limits())
        .contains(
            "ECE has no constant baseline: the table does not show whether a method exceeds one.");
    assertThat(table(request(List.of("encoder"), "mF1", Map.of())).limits())
        .noneMatch(line -> line.contains("no constant"));
  }

  @Test
  void refusesUnknownNames() {
    run(0).write(folder);
    refuses(
        request(List.of("encodr"), null, Map.of()),
        "no run has a condition named encodr",
        "encoder");
    refuses(request(List.of("encoder"), "miou", Map.of()), "no run has the metric miou", "mIoU");
    refuses(
        request(List.of("encoder"), null, Map.of("encoder", "dofa")),
        "no run has encoder=dofa",
        "dofa_tiny");
  }

  private void refuses(ReportRequest request, String what, String near) {
    assertThatThrownBy(() -> table(request))
        .isInstanceOfSatisfying(
            BenchException.class,
            e -> {
              assertThat(e.problems().get(0).what()).contains(what);
              assertThat(e.problems().get(0).expected()).contains(near);
            });
  }

  private static ReportRequest request(
      List<String> rows, @Nullable String metric, Map<String, String> where) {
    return new ReportRequest(rows, List.of("dataset", "decoder"), metric, where, 0);
  }

  private static SyntheticRun run(long seed) {
    return SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", seed);
  }

  private ReportTable table() {
    return table(ReportRequest.DEFAULT);
  }

  private ReportTable table(ReportRequest request) {
    return ReportTable.of(RunFolders.read(List.of(folder)), request, METRICS);
  }

  private static Standing standing(Row row) {
    return Objects.requireNonNull(row.standing());
  }
}
