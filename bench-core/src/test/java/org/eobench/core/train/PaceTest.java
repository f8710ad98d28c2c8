package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void estimatesFromItsOwnStepsOnly() {
    Pace pace = new Pace(100, 0);
    assertThat(pace.timeLeft(40, SECOND)).isEqualTo("?");
    pace.step(8);
    pace.step(8);
    assertThat(pace.timeLeft(42, 2 * SECOND)).isEqualTo("58s");
    assertThat(pace.samplesPerSecond(2 * SECOND)).isEqualTo(8.0);
  }

  @Test
  void leavesOutPauses() {
    Pace pace = new Pace(10, 0);
    pace.step(4);
    pace.pause(3 * SECOND);
    assertThat(pace.samplesPerSecond(5 * SECOND)).isEqualTo(2.0);
    assertThat(pace.share(SECOND / 2, 5 * SECOND)).as("of two seconds").isEqualTo(0.25);
    assertThat(new Pace(10, 0).share(SECOND, 5 * SECOND)).as("before a step").isZero();
  }

  @Test
  void writesHoursMinutesAndSeconds() {
    assertThat(Pace.clock(9)).isEqualTo("09s");
    assertThat(Pace.clock(125)).isEqualTo("02m05s");
    assertThat(Pace.clock(3725)).isEqualTo("1h02m05s");
  }
}
