package org.eobench.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eobench.core.metrics.Metric.Better.HIGHER;
import static org.eobench.core.metrics.Metric.Better.LOWER;
import static org.eobench.core.metrics.Metric.Better.NEARER_TO_ZERO;
import static org.eobench.core.schedule.ReduceOnPlateauConfig.ThresholdMode.REL;

import java.util.Arrays;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.metrics.Metric;
import org.eobench.core.testing.GoldenArrays;
import org.junit.jupiter.api.Test;

/** Learning rates recorded from PyTorch, mmcv and DeepSpeed, and what each schedule refuses. */
class SchedulesGoldenTest {
  private static final DeepspeedWarmupCosineConfig.WarmupType LINEAR =
      DeepspeedWarmupCosineConfig.WarmupType.LINEAR;

  @Test
  void cosineWarmRestartsFollowsTorch() {
    LrSchedule schedule =
        new CosineWarmRestarts(
            new CosineWarmRestartsConfig(10, 2, 1e-6, false), new ScheduleContext(1e-4, 75));
    check("schedule_cosine_warm_restarts", schedule);
  }

  @Test
  void oneCycleFollowsTorch() {
    OneCycleConfig config = new OneCycleConfig(0.3, OneCycleConfig.Anneal.COS, 25, 1e4);
    check("schedule_one_cycle", new OneCycle(config, new ScheduleContext(0.01, 50)));
  }

  @Test
  void linearThenPolynomialFollowsTorch() {
    LinearPolynomialConfig config = new LinearPolynomialConfig(10, 0, 1e-6, 1);
    check(
        "schedule_linear_polynomial", new LinearPolynomial(config, new ScheduleContext(0.001, 50)));
  }

  @Test
  void polyFollowsMmcv() {
    MmcvPolyConfig config = new MmcvPolyConfig(1, 0, 1500, 0, 1e-6);
    LrSchedule schedule = new MmcvPoly(config, new ScheduleContext(1.5e-5, 10_000));
    GoldenArrays golden = GoldenArrays.require2026("schedule_mmcv_poly");
    long[] iterations = golden.input("iterations").longs();
    golden.check("lr", Arrays.stream(iterations).mapToDouble(i -> schedule.at((int) i)).toArray());
  }

  @Test
  void warmupCosineFollowsDeepspeedWithItsFaults() {
    DeepspeedWarmupCosineConfig config =
        new DeepspeedWarmupCosineConfig(50, 1, 10, 0, 0.01, 1e-4, LINEAR, true);
    check(
        "schedule_deepspeed_warmup_cosine",
        new DeepspeedWarmupCosine(config, new ScheduleContext(5e-5, 56)));
  }

  @Test
  void a10WarmupCosineHasItsValuesAtTheStartTheWarmupsEndAndTheEnd() {
    DeepspeedWarmupCosineConfig config =
        new DeepspeedWarmupCosineConfig(null, 0.5, null, 0.1, 0.01, 1e-4, LINEAR, false);
    LrSchedule schedule = new DeepspeedWarmupCosine(config, new ScheduleContext(5e-5, 100));
    assertThat(schedule.at(0)).isEqualTo(5e-5 * 0.01);
    assertThat(schedule.at(9)).isBetween(4.4e-5, 4.6e-5);
    assertThat(schedule.at(10)).isBetween(4.99e-5, 5e-5);
    assertThat(schedule.at(49)).isCloseTo(5e-5 * 1e-4, within(1e-18));
    // DeepSpeed's rate would rise again.
    assertThat(schedule.at(99)).isEqualTo(schedule.at(49));
  }

  @Test
  void cosineEndsAtItsMinimum() {
    LrSchedule schedule = new Cosine(new CosineConfig(4, 0, 0.5, 0.1), new ScheduleContext(1, 10));
    assertThat(List.of(schedule.at(0), schedule.at(2), schedule.at(4)))
        .containsExactly(0.5, 0.75, 1.0);
    assertThat(schedule.at(7)).isCloseTo(0.55, within(1e-12));
    assertThat(schedule.at(10)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void aWarmupLongerThanTheTrainingIsRefused() {
    CosineConfig config = new CosineConfig(200, 0, 0, 0);
    assertThatThrownBy(() -> new Cosine(config, new ScheduleContext(1, 100)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("ScheduleTooLong")
        .hasMessageContaining("lr_scheduler.warmup_steps is 200 steps, the training has only 100")
        .hasMessageContaining("task.trainer.n_steps=200");
  }

  @Test
  void theAdviceForATooLongCosineIsAValueThatIsAccepted() {
    DeepspeedWarmupCosineConfig config =
        new DeepspeedWarmupCosineConfig(500, 1, null, 0.1, 0.01, 1e-4, LINEAR, false);
    assertThatThrownBy(() -> new DeepspeedWarmupCosine(config, new ScheduleContext(1, 4)))
        .hasMessageContaining("lr_scheduler.total_steps=2");
  }

  @Test
  void aWarmupThatOutlastsTheCosineIsRefused() {
    assertThatThrownBy(
            () -> new DeepspeedWarmupCosineConfig(null, 0.2, null, 0.5, 0, 0, LINEAR, false))
        .hasMessageContaining("warmup_share=0.5 must be below total_share=0.2");
  }

  @Test
  void reduceOnPlateauFollowsTorch() {
    LrSchedule schedule =
        new ReduceOnPlateau(
            new ReduceOnPlateauConfig(0.5, 2, 0.001, REL, 2, 0.0005), watching(0.01, LOWER));
    GoldenArrays golden = GoldenArrays.require2026("schedule_reduce_on_plateau");
    golden.check("lr", rates(schedule, golden.input("metric").doubles()));
  }

  @Test
  void thePlateauOfAMetricThatRisesIsThatOfItsNegative() {
    double[] falling = {5, 4, 4, 3.9995, Double.NaN, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2};
    double[] rising = Arrays.stream(falling).map(value -> -value).toArray();
    ReduceOnPlateauConfig config =
        new ReduceOnPlateauConfig(0.5, 1, 0.01, ReduceOnPlateauConfig.ThresholdMode.ABS, 1, 0.0005);
    double[] rates = rates(new ReduceOnPlateau(config, watching(0.01, LOWER)), falling);
    assertThat(rates(new ReduceOnPlateau(config, watching(0.01, HIGHER)), rising)).isEqualTo(rates);
    // 3.9995 is not better than 4 by 0.01, NaN neither: two bad ones after the second value.
    assertThat(rates[2]).isEqualTo(0.01);
    assertThat(rates[3]).isEqualTo(0.005);
    double[] bias = {-5, 4, 4, 4};
    assertThat(rates(new ReduceOnPlateau(config, watching(0.01, NEARER_TO_ZERO)), bias))
        .containsExactly(0.01, 0.01, 0.01, 0.005);
  }

  @Test
  void aPlateauThatTheTrainingIsTooShortForIsWarnedOf() {
    ReduceOnPlateauConfig config = new ReduceOnPlateauConfig(0.5, 2, 0.001, REL, 2, 0);
    assertThat(new ReduceOnPlateau(config, new ScheduleContext(1, 9, 4, HIGHER)).warnings())
        .singleElement()
        .asString()
        .contains("after 4 validations at the earliest");
    assertThat(new ReduceOnPlateau(config, new ScheduleContext(1, 9, 5, HIGHER)).warnings())
        .isEmpty();
    assertThatThrownBy(
            () ->
                new ReduceOnPlateau(
                    new ReduceOnPlateauConfig(0.5, 2, 0.001, REL, 2, 2), watching(1, HIGHER)))
        .hasMessageContaining("RisingSchedule");
  }

  private static ScheduleContext watching(double rate, Metric.Better better) {
    return new ScheduleContext(rate, 100, 50, better);
  }

  /** The rate after each validation. */
  private static double[] rates(LrSchedule schedule, double[] values) {
    double[] rates = new double[values.length];
    Plateau seen = Plateau.START;
    for (int i = 0; i < values.length; i++) {
      seen = schedule.afterValidation(seen, values[i]);
      rates[i] = schedule.at(i, seen);
    }
    return rates;
  }

  @Test
  void aMinimumAboveTheRateIsRefusedUnlessItIsAsked() {
    ScheduleContext context = new ScheduleContext(1e-4, 100);
    assertThatThrownBy(
            () -> new CosineWarmRestarts(new CosineWarmRestartsConfig(10, 2, 1e-3, false), context))
        .hasMessageContaining("RisingSchedule")
        .hasMessageContaining("lr_scheduler.rising=true");
    LrSchedule rising =
        new CosineWarmRestarts(new CosineWarmRestartsConfig(10, 2, 1e-3, true), context);
    assertThat(rising.at(9)).isGreaterThan(rising.at(0));
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  private static void check(String id, LrSchedule schedule) {
    GoldenArrays golden = GoldenArrays.require2026(id);
    double[] rates = new double[golden.expected("lr").doubles().length];
    Arrays.setAll(rates, schedule::at);
    golden.check("lr", rates);
  }
}
