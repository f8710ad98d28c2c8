package org.eobench.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MultiStepLrTest {
  @Test
  void fallsAtTheTruncatedShareOfAllIterations() {
    LrSchedule schedule =
        new MultiStepLr(
            new MultiStepLrConfig(List.of(0.6, 0.9), 0.1), new ScheduleContext(1e-4, 57));
    assertThat(schedule.at(0)).isEqualTo(1e-4);
    assertThat(schedule.at(33)).isEqualTo(1e-4);
    assertThat(schedule.at(34)).isEqualTo(1e-4 * 0.1);
    assertThat(schedule.at(50)).isEqualTo(1e-4 * 0.1);
    assertThat(schedule.at(51)).isEqualTo(1e-4 * 0.1 * 0.1);
  }

  @Test
  void neverFallsBeforeTheFirstStepAndSaysSo() {
    MultiStepLr schedule = schedule(1, 0.6, 0.9);
    assertThat(schedule.at(0)).isEqualTo(1);
    assertThat(schedule.warnings())
        .singleElement()
        .asString()
        .contains("[0.6, 0.9] of 1 iterations is the first step");
    MultiStepLr two = schedule(2, 0.0, 0.6);
    assertThat(two.at(0)).isEqualTo(1);
    assertThat(two.at(1)).isEqualTo(0.1 * 0.1);
    assertThat(two.warnings())
        .hasSize(2)
        .anyMatch(line -> line.contains("[0.0] of 2 iterations is the first step"))
        .anyMatch(line -> line.contains("[0.0, 0.6] of 2 iterations are the same iteration, 2"));
  }

  @Test
  void saysThatAMilestoneAtTheEndHasNoEffect() {
    assertThat(schedule(10, 0.5, 1.0).warnings())
        .containsExactly(
            "lr_scheduler.lr_milestones: [1.0] of 10 iterations is the end of the run; the learning"
                + " rate does not fall there");
  }

  @Test
  void saysThatMilestonesFallTogether() {
    assertThat(schedule(10, 0.5, 0.5, 0.55).warnings())
        .containsExactly(
            "lr_scheduler.lr_milestones: [0.5, 0.5, 0.55] of 10 iterations are the same iteration,"
                + " 6; the learning rate is multiplied by 0.001 there at once");
  }

  @Test
  void hasNothingToSayOfRunsOfUsualLength() {
    assertThat(schedule(57, 0.6, 0.9).warnings()).isEmpty();
  }

  private static MultiStepLr schedule(int iterations, Double... milestones) {
    return new MultiStepLr(
        new MultiStepLrConfig(List.of(milestones), 0.1), new ScheduleContext(1, iterations));
  }

  @Test
  void repeatedMilestoneMultipliesTwice() {
    LrSchedule schedule =
        new MultiStepLr(new MultiStepLrConfig(List.of(0.5, 0.5), 0.5), new ScheduleContext(8, 10));
    assertThat(schedule.at(4)).isEqualTo(8);
    assertThat(schedule.at(5)).isEqualTo(2);
  }
}
