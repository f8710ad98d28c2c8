package org.eobench.core.optim;

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
  void repeatedMilestoneMultipliesTwice() {
    LrSchedule schedule =
        new MultiStepLr(new MultiStepLrConfig(List.of(0.5, 0.5), 0.5), new ScheduleContext(8, 10));
    assertThat(schedule.at(4)).isEqualTo(8);
    assertThat(schedule.at(5)).isEqualTo(2);
  }
}
