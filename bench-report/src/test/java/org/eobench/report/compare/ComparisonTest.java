package org.eobench.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.outcome.TestSamplesFile;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.report.compare.PairResult.Verdict;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir private Path folder;

  private static SyntheticRun run(String encoder, long seed) {
    return SyntheticRun.of(encoder, "seg_linear", "quickstart", seed);
  }

  private Path write(String name, SyntheticRun... runs) {
    for (SyntheticRun run : runs) {
      run.write(folder.resolve(name));
    }
    return folder.resolve(name);
  }

  private static Comparison compare(Path... folders) {
    return compare("mIoU", folders);
  }

  private static Comparison compare(String metric, Path... folders) {
    return Comparison.of(
        Models.read(Arrays.asList(folders), task -> SegmentationScoring.METRICS),
        new Comparison.Request(metric, Units.Choice.AUTO, 500, 1));
  }

  @Test
  void findsTheBetterModel() {
    Path good = write("good", run("dofa", 1).quality(0.8), run("dofa", 2).quality(0.79));
    Path bad = write("bad", run("prithvi", 1).quality(0.6), run("prithvi", 2).quality(0.61));

    PairResult pair = compare(bad, good).pairs().get(0);

    assertThat(pair.verdict()).isEqualTo(Verdict.B_BETTER);
    assertThat(pair.difference()).isCloseTo(pair.scoreA() - pair.scoreB(), within(1e-12));
    assertThat(pair.interval().contains(pair.difference())).isTrue();
    assertThat(pair.seeds()).isNotNull();
    assertThat(pair.p()).isLessThan(0.02);
    assertThat(pair.wilcoxon().p()).isLessThan(0.01);
    assertThat(Objects.requireNonNull(pair.mcNemar()).p()).isLessThan(0.01);
    assertThat(pair.effect()).isLessThan(-1);
    assertThat(pair.units()).isEqualTo(12);
    assertThat(compare(good, bad).pairs().get(0).verdict()).isEqualTo(Verdict.A_BETTER);
  }

  @Test
  void equalModelsAreNotTold() {
    Path a = write("a", run("dofa", 1).quality(0.7));
    Path b = write("b", run("prithvi", 2).quality(0.7));

    Comparison comparison = compare(a, b);

    assertThat(comparison.pairs().get(0).verdict()).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(new ComparisonText(comparison).verdicts().get(0))
        .startsWith("quickstart: no difference shown between dofa/seg_linear and prithvi");
  }

  @Test
  void aDifferenceSmallerThanThatOfSeedsIsNoAdvantage() {
    Path a = write("a", run("dofa", 1).quality(0.9), run("dofa", 2).quality(0.6));
    Path b = write("b", run("prithvi", 1).quality(0.7), run("prithvi", 2).quality(0.69));

    assertThat(compare(a, b).pairs().get(0).verdict()).isEqualTo(Verdict.WITHIN_SEEDS);
  }

  @Test
  void seedsThatChangeNothingTellNoMoreThanOneRun() {
    Path a =
        write("a", run("dofa", 1).quality(0.9).idleSeed(), run("dofa", 2).quality(0.9).idleSeed());
    Path b =
        write("b", run("vit", 1).quality(0.6).idleSeed(), run("vit", 2).quality(0.6).idleSeed());

    Comparison comparison = compare(a, b);

    assertThat(comparison.pairs().get(0).verdict()).isEqualTo(Verdict.A_BETTER);
    assertThat(comparison.pairs().get(0).seeds()).isNull();
    assertThat(comparison.remarks())
        .contains(
            "quickstart: the 2 seeds of dofa/seg_linear have the same counts in every sample, so"
                + " they tell no more than one run.");
    assertThat(compare(a, write("c", run("vit", 1), run("vit", 2))).remarks())
        .filteredOn(line -> line.contains("same counts"))
        .hasSize(1);
  }

  @Test
  void modelsOfDifferentNumbersOfRunsArePaired() {
    Path a = write("a", run("dofa", 1).quality(0.8), run("dofa", 2).quality(0.8));
    Path b =
        write(
            "b",
            run("prithvi", 1).quality(0.6),
            run("prithvi", 2).quality(0.6),
            run("prithvi", 3).quality(0.6));

    PairResult pair = compare(a, b).pairs().get(0);

    assertThat(pair.seedsA()).isEqualTo(2);
    assertThat(pair.seedsB()).isEqualTo(3);
    assertThat(pair.verdict()).isEqualTo(Verdict.A_BETTER);
  }

  @Test
  void ranksModelsOverDataSets() {
    for (String dataset : List.of("quickstart", "hlsburnscars", "mados")) {
      SyntheticRun.of("dofa", "seg_linear", dataset, 1).quality(0.9).write(folder);
      SyntheticRun.of("prithvi", "seg_linear", dataset, 1).quality(0.7).write(folder);
      SyntheticRun.of("scalemae", "seg_linear", dataset, 1).quality(0.5).write(folder);
    }

    Comparison comparison = compare(folder);

    assertThat(comparison.pairs()).hasSize(9);
    ModelRanking ranking = Objects.requireNonNull(comparison.ranking());
    assertThat(ranking.models()).hasSize(3);
    assertThat(ranking.friedman().statistic()).isCloseTo(6, within(1e-9));
    assertThat(new ComparisonText(comparison).ranking().get(0))
        .isEqualTo(
            "Mean ranks over 3 data sets: dofa/seg_linear 1.00, prithvi/seg_linear 2.00,"
                + " scalemae/seg_linear 3.00.");
    assertThat(comparison.pairs())
        .allSatisfy(pair -> assertThat(pair.adjustedP()).isGreaterThanOrEqualTo(pair.p()));
  }

  @Test
  void writesTheSameNumbersInEachFormat() throws IOException {
    Path a = write("a", run("dofa", 1).quality(0.8));
    Path b = write("b", run("pri|thvi", 1).quality(0.6));
    Comparison comparison = compare(a, b);
    PairResult pair = comparison.pairs().get(0);

    JsonNode json = new ObjectMapper().readTree(ComparisonFile.json(comparison));
    assertThat(json.path("version").asInt()).isEqualTo(1);
    assertThat(json.path("pairs").get(0).path("difference").asDouble())
        .isEqualTo(pair.difference());
    assertThat(json.path("pairs").get(0).path("seeds_interval_low").isNull()).isTrue();
    String[] csv = ComparisonFile.csv(comparison).split("\n", -1);
    assertThat(csv[0].split(",", -1)).hasSameSizeAs(csv[1].split(",", -1));
    assertThat(csv[1]).contains("," + pair.difference() + ",");
    assertThat(ComparisonFile.markdown(comparison))
        .contains("pri\\|thvi/seg\\_linear")
        .contains(String.format(Locale.ROOT, "%+.2f", 100 * pair.difference()));
  }

  @Test
  void dependsOnTheSeedOfTheDrawsAlone() {
    Path a = write("a", run("dofa", 1).quality(0.7));
    Path b = write("b", run("prithvi", 1).quality(0.65));

    assertThat(compare(a, b).pairs()).isEqualTo(compare(a, b).pairs());
  }

  @Test
  void refusesAnotherVersionOfTheData() {
    Path a = write("a", run("dofa", 1));
    Path b = write("b", run("prithvi", 1).version(2));

    assertThatThrownBy(() -> compare(a, b))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NotComparable]")
        .hasMessageContaining("version of the data set 1 and 2");
  }

  @Test
  void refusesOtherRulesOfTheMetrics() {
    Path a = write("a", run("dofa", 1));
    Path b = write("b", run("prithvi", 1).protocol("pangaea", MetricRules.PANGAEA));

    assertThatThrownBy(() -> compare(a, b))
        .hasMessageContaining("protocol eo-bench and pangaea")
        .hasMessageContaining("rules of the metrics");
  }

  @Test
  void refusesTheSameRunTwice() {
    Path a = write("a", run("dofa", 1));

    assertThatThrownBy(() -> compare(a, a)).hasMessageContaining("[Bench/SameRun]");
    Path copy = write("b", run("dofa", 1).later(3));
    assertThatThrownBy(() -> compare(a, copy)).hasMessageContaining("[Bench/SameRun]");
  }

  @Test
  void refusesRunsOfSeveralConfigurationsAsOneModel() {
    Path a = write("a", run("dofa", 1), run("prithvi", 1));
    Path b = write("b", run("scalemae", 1));

    assertThatThrownBy(() -> compare(a, b))
        .hasMessageContaining("[Bench/MixedRuns]")
        .hasMessageContaining("2 configurations")
        .hasMessageContaining("dofa/seg_linear in ");
  }

  @Test
  void refusesDataSetsThatNoTwoModelsShare() {
    Path a = write("a", run("dofa", 1));
    Path b = write("b", SyntheticRun.of("prithvi", "seg_linear", "mados", 1));

    assertThatThrownBy(() -> compare(a, b))
        .hasMessageContaining("[Bench/NoCommonData]")
        .hasMessageContaining("(quickstart)")
        .hasMessageContaining("(mados)");
  }

  @Test
  void refusesUnfinishedRunsAndRunsWithoutCounts() throws IOException {
    Path a = write("a", run("dofa", 1));
    Path killed = write("killed", run("prithvi", 1).state(RunState.RUNNING));
    Path without = write("without", run("prithvi", 2));
    try (var files = Files.walk(without)) {
      files
          .filter(file -> file.endsWith(TestSamplesFile.NAME))
          .toList()
          .forEach(file -> file.toFile().delete());
    }

    assertThatThrownBy(() -> compare(a, killed))
        .hasMessageContaining("[Bench/NoCompleteRuns]")
        .hasMessageContaining("did not end");
    assertThatThrownBy(() -> compare(a, without)).hasMessageContaining("[Bench/NoSampleCounts]");
  }

  @Test
  void refusesUnknownMetrics() {
    Path a = write("a", run("dofa", 1));
    Path b = write("b", run("prithvi", 1));

    assertThatThrownBy(() -> compare("mIOU", a, b))
        .hasMessageContaining("[Bench/NoSuchMetric]")
        .hasMessageContaining("did you mean mIoU?");
  }

  @Test
  void tellsOfEqualPredictions() {
    Path a = write("a", run("dofa", 1).quality(0.7));
    Path b = write("b", run("prithvi", 1).quality(0.7));

    Comparison comparison = compare(a, b);

    assertThat(comparison.remarks())
        .anyMatch(remark -> remark.contains("same counts in every sample"));
    assertThat(comparison.pairs().get(0).p()).isEqualTo(1);
  }
}
