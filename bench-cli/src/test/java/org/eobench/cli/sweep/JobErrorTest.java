package org.eobench.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobErrorTest {
  private static final OptionalLong NONE = OptionalLong.of(0);
  private static final int KILLED = 137;
  private final JobError error = new JobError();

  @Test
  void isTheFirstProblemWithItsParts() {
    print("training", "[Bench/NoData] no image", "  where: a/b", "  next: look", "bye");
    print("[Bench/Second] another");
    assertThat(error.lines(4, NONE, NONE, 0))
        .containsExactly("[Bench/NoData] no image", "  where: a/b", "  next: look");
  }

  @Test
  void isTheLastLineOfAProcessThatNamesNoProblem() {
    print("# A fatal error has been detected", "# Aborting", "");
    assertThat(error.lines(134, NONE, NONE, 0)).containsExactly("its last line: # Aborting");
    assertThat(new JobError().lines(1, NONE, NONE, 0)).containsExactly("it printed nothing");
    assertThat(error.lines(0, NONE, NONE, 0)).isEmpty();
  }

  @Test
  void tellsAKillOfTheSystemFromThatOfAUser() {
    long peak = 3L << 30;
    assertThat(error.lines(KILLED, NONE, OptionalLong.of(1), peak))
        .containsExactly(
            "[Bench/KilledForMemory] the operating system killed the job for lack of memory;"
                + " it held up to 3.0 GiB");
    assertThat(error.lines(KILLED, NONE, NONE, 0))
        .containsExactly("[Bench/Killed] another process killed the job (SIGKILL)");
    assertThat(error.lines(KILLED, OptionalLong.empty(), OptionalLong.empty(), 0))
        .singleElement()
        .asString()
        .contains("by a user, or by the system for lack of memory");
  }

  private void print(String... lines) {
    for (String line : lines) {
      error.line(line);
    }
  }
}
