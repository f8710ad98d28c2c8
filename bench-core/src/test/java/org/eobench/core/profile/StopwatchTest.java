package org.eobench.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final double EXACT = 1e-9;
  private long now;
  private int passes;

  /** A stopwatch over a clock that moves only while a pass of so many milliseconds runs. */
  private Timing time(double seconds, long... millis) {
    Stopwatch watch = new Stopwatch(seconds, () -> now);
    return watch.time(
        1,
        () -> {
          long took = millis[Math.min(passes, millis.length - 1)];
          passes++;
          now += took * 1_000_000;
        });
  }

  @Test
  void doesNotCountTheFirstTwoPasses() {
    Timing timing = time(0.5, 400, 400, 100, 300, 200);
    assertThat(timing.runs()).isEqualTo(3);
    assertThat(timing.median()).isCloseTo(200, within(EXACT));
    assertThat(timing.least()).isCloseTo(100, within(EXACT));
    assertThat(timing.most()).isCloseTo(300, within(EXACT));
  }

  @Test
  void repeatsUntilTheTimeIsUp() {
    assertThat(time(1, 100).runs()).isEqualTo(10);
    assertThat(passes).isEqualTo(12);
  }

  @Test
  void repeatsSlowPassesLess() {
    assertThat(time(1, 800).runs()).isEqualTo(3);
    passes = 0;
    assertThat(time(1, 4_000).runs()).isEqualTo(1);
    assertThat(passes).isEqualTo(2);
    passes = 0;
    assertThat(time(1, 10_000, 1).median()).isCloseTo(10_000, within(EXACT));
    assertThat(passes).isEqualTo(1);
  }

  @Test
  void repeatsQuickPassesNotForEver() {
    assertThat(time(1, 0).runs()).isEqualTo(50);
  }

  @Test
  void dividesByTheImagesAndTakesTheMiddleOfTwo() {
    Timing timing = Timing.of(List.of(40.0, 10.0, 20.0, 100.0), 10);
    assertThat(timing.median()).isCloseTo(3, within(EXACT));
    assertThat(timing.least()).isCloseTo(1, within(EXACT));
    assertThat(timing.most()).isCloseTo(10, within(EXACT));
  }

  @Test
  void refusesToSumUpNothing() {
    assertThatThrownBy(() -> Timing.of(List.of(), 1)).hasMessageContaining("no pass");
  }
}
