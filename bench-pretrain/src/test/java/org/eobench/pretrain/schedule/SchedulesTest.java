package org.eobench.pretrain.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.eobench.core.error.Problem;
import org.eobench.pretrain.dinov2.TeacherConfig;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.optim.LrScaling;
import org.eobench.pretrain.optim.OptimConfig;
import org.eobench.pretrain.testing.Recorded;
import org.junit.jupiter.api.Test;

/** Row B5: learning rate, weight decay, momentum, temperature and the frozen last layer. */
class SchedulesTest {
  private static final OptimConfig OPTIM =
      new OptimConfig(
          4e-3, LrScaling.SQRT_WRT_1024, 1e-6, 10, 0.04, 0.4, 3.0, 0.9, 0.2, List.of(0.9, 0.999));

  @Test
  void b5SchedulesHaveTheirValuesAtFivePoints() {
    RunLength length = new RunLength(100, 1250, 64, 4);
    CosineSchedule rates = OPTIM.learningRates(length);
    double base = 2e-3; // 4e-3 · sqrt(256 / 1024)
    assertThat(rates.at(0)).isZero();
    assertThat(rates.at(6250)).isCloseTo(base * 6250 / 12499, within(1e-12));
    assertThat(rates.at(12499)).isCloseTo(base, within(1e-12));
    assertThat(rates.at(68750)).isCloseTo((base + 1e-6) / 2, within(1e-12));
    assertThat(rates.at(125000)).isEqualTo(1e-6);
    CosineSchedule decays = OPTIM.weightDecays(length);
    assertThat(decays.at(0)).isCloseTo(0.04, within(1e-12));
    assertThat(decays.at(62500)).isCloseTo(0.22, within(1e-12));
    assertThat(decays.at(125000)).isEqualTo(0.4);
  }

  @Test
  void b5EveryScheduleFollowsTheOriginalOverAWholeRun() {
    Recorded recorded = new Recorded("schedule_dinov2");
    JsonNode optim = recorded.config().path("optim");
    JsonNode given = recorded.config().path("teacher");
    RunLength length =
        new RunLength(
            optim.path("epochs").asInt(), recorded.config().path("epoch_length").asInt(), 96, 1);
    OptimConfig config =
        new OptimConfig(
            4e-3,
            LrScaling.SQRT_WRT_1024,
            optim.path("min_lr").asDouble(),
            optim.path("warmup_epochs").asDouble(),
            optim.path("weight_decay").asDouble(),
            optim.path("weight_decay_end").asDouble(),
            null,
            0.9,
            0.2,
            List.of(0.9, 0.999));
    assertThat(4e-3 * LrScaling.SQRT_WRT_1024.factor(96))
        .isCloseTo(optim.path("lr").asDouble(), within(1e-12));
    TeacherConfig teacher =
        new TeacherConfig(
            given.path("momentum_teacher").asDouble(),
            given.path("final_momentum_teacher").asDouble(),
            given.path("warmup_teacher_temp").asDouble(),
            given.path("teacher_temp").asDouble(),
            given.path("warmup_teacher_temp_epochs").asDouble());
    int frozen = length.stepsOf(optim.path("freeze_last_layer_epochs").asDouble());
    CosineSchedule rates = config.learningRates(length);
    recorded.put(
        "values",
        IntStream.range(0, length.steps() + 6)
            .boxed()
            .flatMapToDouble(
                step ->
                    DoubleStream.of(
                        rates.at(step),
                        config.weightDecays(length).at(step),
                        teacher.momenta(length).at(step),
                        teacher.temperatures(length).at(step),
                        step < frozen ? 0 : rates.at(step)))
            .toArray());
    recorded.check();
  }

  @Test
  void warmsUpAndFreezesLikeTheOriginal() {
    Recorded recorded = new Recorded("schedule_cosine");
    JsonNode all = recorded.config().path("schedules");
    for (int i = 0; i < all.size(); i++) {
      JsonNode one = all.get(i);
      int total = one.path("total_iters").asInt();
      CosineSchedule schedule =
          new CosineSchedule(
              one.path("base_value").asDouble(),
              one.path("final_value").asDouble(),
              total,
              one.path("warmup_iters").asInt(),
              one.path("start_warmup_value").asDouble(),
              one.path("freeze_iters").asInt());
      recorded.put(
          "values_" + i, IntStream.range(0, total + 3).mapToDouble(schedule::at).toArray());
    }
    recorded.check();
  }

  @Test
  void aWarmUpOfOneStepIsItsStart() {
    CosineSchedule schedule = new CosineSchedule(1, 0, 4, 1, 0.25, 0);
    assertThat(schedule.at(0)).isEqualTo(0.25);
    assertThat(schedule.at(1)).isEqualTo(1);
  }

  @Test
  void refusesAWarmUpThatIsLongerThanTheRun() {
    assertThat(OPTIM.problems(new RunLength(10, 5, 8, 1))).isEmpty();
    List<Problem> problems = OPTIM.problems(new RunLength(9, 5, 8, 1));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).render())
        .contains("[Bench/ScheduleTooLong] method.optim.warmup_epochs=10 is longer than the run")
        .contains("at most 9, the epochs of this run")
        .contains("set `method.optim.warmup_epochs=0.9`");
  }

  @Test
  void refusesNegativeNumbersOfSteps() {
    assertThatThrownBy(() -> new CosineSchedule(1, 0, 5, -1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
