package org.eobench.report.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.runs.StoredRun;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCurveTest {
  @TempDir Path folder;

  private static SyntheticRun run(long seed) {
    return SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", seed);
  }

  private LabelCurve curve() {
    return LabelCurve.of(runs(), "mIoU").orElseThrow();
  }

  private List<StoredRun> runs() {
    FoundRuns found = RunFolders.read(List.of(folder));
    return found.runs();
  }

  @Test
  void theAreaIsTheMeanOverTheLogarithmOfTheFraction() {
    for (long seed : new long[] {0, 1}) {
      run(seed).fraction(0.01).quality(0.5).write(folder);
      run(seed).fraction(0.1).quality(0.6).write(folder);
      run(seed).quality(0.8).write(folder);
    }
    LabelCurve curve = curve();
    assertThat(curve.axis()).isEqualTo(LabelCurve.Axis.FRACTION);
    assertThat(curve.points()).extracting(LabelCurve.Point::at).containsExactly(0.01, 0.1, 1.0);
    List<Double> means = curve.points().stream().map(LabelCurve.Point::mean).toList();
    double byHand = (means.get(0) + 2 * means.get(1) + means.get(2)) / 4;
    assertThat(curve.area()).isCloseTo(byHand, within(1e-12));
    assertThat(curve.areas()).containsOnlyKeys(0L, 1L);
    double mean = curve.areas().values().stream().mapToDouble(area -> area).average().orElseThrow();
    assertThat(mean).isCloseTo(curve.area(), within(1e-12));
    assertThat(curve.areas().get(0L)).isNotEqualTo(curve.areas().get(1L));
    assertThat(curve.remarks()).isEmpty();
  }

  @Test
  void aConstantCurveHasItsScoreAsArea() {
    TreeMap<Long, Double> scores = new TreeMap<>();
    scores.put(0L, 0.7);
    List<LabelCurve.Point> points =
        List.of(
            new LabelCurve.Point(0.03, scores),
            new LabelCurve.Point(0.5, scores),
            new LabelCurve.Point(1, scores));
    assertThat(new LabelCurve(LabelCurve.Axis.FRACTION, points, List.of()).area())
        .isCloseTo(0.7, within(1e-12));
  }

  @Test
  void leavesOutASeedThatDoesNotReachAllPoints() {
    run(0).fraction(0.1).write(folder);
    run(0).write(folder);
    run(1).write(folder);
    LabelCurve curve = curve();
    assertThat(curve.points().get(1).scores()).hasSize(2);
    assertThat(curve.areas()).containsOnlyKeys(0L);
  }

  @Test
  void saysWhichRunsRepeatOthersOrLackTheMetric() {
    run(0).fraction(0.1).write(folder);
    run(0).write(folder);
    run(0).edited("otherwise").write(folder);
    assertThat(curve().remarks()).singleElement().asString().contains("repeats the seed 0");
    assertThat(LabelCurve.of(runs(), "boundary_IoU")).isEmpty();
  }

  @Test
  void oneNumberOfLabelsIsNoCurve() {
    run(0).write(folder);
    run(1).write(folder);
    assertThat(LabelCurve.of(runs(), "mIoU")).isEmpty();
  }
}
