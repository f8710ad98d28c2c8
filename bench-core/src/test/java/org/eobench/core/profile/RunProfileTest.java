package org.eobench.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.eobench.core.run.TrialRun;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.StageTime;
import org.junit.jupiter.api.Test;

class RunProfileTest {
  private static final double EXACT = 1e-9;

  /** Two steps of four images in a second, half of it in the encoder, a tenth waiting. */
  private static RunProfile profile(int encoderPasses) {
    List<StageTime> stages =
        List.of(time(Stage.WAIT, 100), time(Stage.ENCODER, 500), time(Stage.VALIDATION, 9000));
    return new RunProfile(
        "cpu",
        "PyTorch",
        2,
        "fp32",
        4,
        2,
        new TrialRun.Images(100, 20, 30, 10),
        1000,
        stages,
        List.of(),
        1_000_000_000L,
        500_000_000L,
        encoderPasses,
        64,
        null);
  }

  private static StageTime time(Stage stage, double millis) {
    return new StageTime(stage.words(), 2, millis, List.of());
  }

  @Test
  void dividesByTheTimeOfTheStepsOnly() {
    assertThat(profile(1).imagesPerSecond()).isCloseTo(8, within(EXACT));
    assertThat(profile(1).waitingShare()).isCloseTo(0.1, within(EXACT));
    assertThat(profile(1).otherMillis()).isCloseTo(400, within(EXACT));
  }

  @Test
  void countsTwoOperationsForAMultiplicationWithItsAddition() {
    // 8 images of 2 GFLOP in half a second are 32 GFLOP/s.
    assertThat(profile(1).encoderShare()).isCloseTo(0.5, within(EXACT));
    assertThat(profile(1).decoderShare()).isZero();
  }

  @Test
  void countsBackwardPassesOfWhatIsTrained() {
    assertThat(profile(1).stepMultiplyAdds()).isEqualTo(2_500_000_000L);
    assertThat(profile(3).stepMultiplyAdds()).isEqualTo(4_500_000_000L);
    // 8 images of 5 GFLOP in a second are 40 GFLOP/s.
    assertThat(profile(1).stepShare()).isCloseTo(40.0 / 64, within(EXACT));
  }
}
