package org.eobench.core.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A clock that moves only where a stage {@link #takes} time. */
@ResourceLock("stages")
class StageClockTest {
  private static final long NANOS = 1_000_000;
  private long now;
  private int waits;

  private StageClock clock() {
    return new StageClock(() -> waits++, () -> now);
  }

  private void takes(long millis) {
    now += millis * NANOS;
  }

  @Test
  void addsUpCallsAndPutsAStageBelowTheOneItRanWithin() {
    try (StageClock clock = clock()) {
      Stages.run(Stage.ENCODER, () -> takes(5));
      for (int i = 0; i < 2; i++) {
        Stages.run(
            Stage.VALIDATION,
            () -> {
              takes(1);
              Stages.run(Stage.ENCODER, () -> takes(7));
            });
      }
      assertThat(clock.run())
          .containsExactly(
              new StageTime("encoder, forward", 1, 5, List.of()),
              new StageTime(
                  "validation",
                  2,
                  16,
                  List.of(new StageTime("encoder, forward", 2, 14, List.of()))));
      assertThat(StageTime.millis(clock.run(), Stage.VALIDATION)).isEqualTo(16);
      assertThat(StageTime.millis(clock.run(), Stage.LOSS)).isZero();
    }
  }

  @Test
  void givesTheResultOfTheWorkWhetherOrNotAnybodyMeasures() {
    assertThat(Stages.call(Stage.LOSS, () -> "result")).isEqualTo("result");
    try (StageClock clock = clock()) {
      assertThat(Stages.call(Stage.LOSS, () -> "result")).isEqualTo("result");
      assertThat(clock.run()).hasSize(1);
    }
  }

  @Test
  void measuresNothingOnceItIsClosed() {
    StageClock clock = clock();
    clock.close();
    Stages.run(Stage.LOSS, () -> takes(3));
    assertThat(clock.run()).isEmpty();
  }

  @Test
  void goesOnAfterAStageThatFails() {
    try (StageClock clock = clock()) {
      Runnable failing =
          () -> {
            takes(2);
            throw new IllegalStateException("broken");
          };
      assertThatThrownBy(() -> Stages.run(Stage.LOSS, failing)).hasMessage("broken");
      Stages.run(Stage.BACKWARD, () -> takes(4));
      assertThat(clock.run())
          .containsExactly(
              new StageTime("loss", 1, 2, List.of()), new StageTime("backward", 1, 4, List.of()));
    }
  }

  @Test
  void addsUpTheReadersApartAndDoesNotWaitForTheDeviceInThem() throws InterruptedException {
    try (StageClock clock = clock()) {
      for (int i = 0; i < 2; i++) {
        Thread reader = new Thread(() -> Stages.run(Stage.READ, () -> takes(3)));
        reader.start();
        reader.join();
      }
      assertThat(waits).isZero();
      Stages.run(Stage.COPY, () -> takes(1));
      assertThat(waits).isEqualTo(1);
      assertThat(clock.readers())
          .containsExactly(new StageTime("read and decode", 2, 6, List.of()));
      assertThat(clock.run()).extracting(StageTime::stage).containsExactly("copy to the device");
    }
  }
}
