package org.eobench.report.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.results.RunFacts;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.report.compare.TestedRun;
import org.eobench.report.compare.Units;
import org.eobench.report.statistics.SimulatedSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How often the gate fails a run whose mIoU dropped by so many points. The run of now is trained
 * again: it finds slightly other tiles hard, and is as a whole slightly better or worse by its
 * seed.
 */
class PowerTest {
  private static final MetricContext CONTEXT =
      new MetricContext(List.of("a", "b", "c"), 255, "", MetricRules.PLAIN);
  private static final double SKILL = 1.2;
  private static final double OF_TILE = 0.2;

  /** About 0.3 points of mIoU between the seeds of one model. */
  private static final double OF_RUN = 0.015;

  private static SimulatedSplit.Design design(int tiles, double skill, double ofRun) {
    return new SimulatedSplit.Design(tiles, 1, skill, SKILL, OF_TILE, ofRun);
  }

  /** The skill at which the mIoU of very many tiles is so many points lower. */
  private static double skillAfter(double points) {
    double low = 0;
    double high = SKILL;
    for (int i = 0; i < 20; i++) {
      double middle = (low + high) / 2;
      SimulatedSplit many = design(20_000, middle, 0).draw(1);
      double drop = -100 * many.difference(IntStream.range(0, 20_000).toArray());
      low = drop > points ? middle : low;
      high = drop > points ? high : middle;
    }
    return points == 0 ? SKILL : (low + high) / 2;
  }

  private static TestedRun run(SimulatedSplit split, int model) {
    double[][] tiles = split.tiles()[model];
    TestSamples samples =
        TestSamples.of(
            IntStream.range(0, tiles.length).mapToObj(String::valueOf).toList(),
            Collections.<Footprint>nCopies(tiles.length, null),
            Map.of("confusion", Arrays.asList(tiles)),
            SegmentationScoring.METRICS,
            CONTEXT);
    double score = samples.score("mIoU", IntStream.range(0, tiles.length).toArray());
    return new TestedRun(
        "simulated",
        "model " + model,
        null,
        new RunFacts(
            "run",
            "simulated",
            1,
            "segmentation",
            "test",
            tiles.length,
            "encoder",
            "random",
            "none",
            "decoder",
            "best",
            "eo-bench",
            model,
            "fp32",
            "",
            null,
            0,
            null,
            null,
            null,
            null,
            List.of()),
        CONTEXT,
        "mIoU",
        Map.of("mIoU", score),
        Map.of("mIoU", new MetricFacts(Metric.Better.HIGHER, Metric.Unit.FRACTION)),
        null,
        Optional.of(samples));
  }

  /** The share of repeats in which the gate fails. */
  private static double power(int tiles, double points, int repeats, int resamples) {
    SimulatedSplit.Design design = design(tiles, skillAfter(points), OF_RUN);
    GateLimits limits =
        new GateLimits(0.5, null, null, false, List.of(), Units.Choice.AUTO, resamples);
    long failed =
        LongStream.range(0, repeats)
            .parallel()
            .filter(
                repeat -> {
                  SimulatedSplit split = design.draw(repeat);
                  GateCheck check =
                      new ScoreCheck("simulated", limits)
                          .of("mIoU", List.of(run(split, 0)), List.of(run(split, 1)));
                  return check.status() == GateCheck.Status.FAILED;
                })
            .count();
    return (double) failed / repeats;
  }

  @Test
  void findsLargeDropsAndLetsNoDropPass() {
    assertThat(power(50, 0, 60, 199)).isLessThan(0.12);
    assertThat(power(50, 3, 30, 199)).isGreaterThan(0.6);
    assertThat(power(50, 10, 10, 199)).isEqualTo(1);
  }

  /** The table of docs/ci.md. */
  @Test
  @EnabledIfSystemProperty(named = "simulation", matches = "full")
  void printsTheTable() {
    for (int tiles : new int[] {12, 50, 200}) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%3d tiles", tiles));
      for (double points : new double[] {0, 1, 3, 10}) {
        double share = 100 * power(tiles, points, 200, 999);
        line.append(String.format(Locale.ROOT, "  %.0f points: %.1f %%", points, share));
      }
      System.out.println(line);
    }
  }
}
