package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.nn.Precision;
import org.junit.jupiter.api.Test;

class TrainStateTest {
  @Test
  void readsBackBitForBit() {
    TrainState state = new TrainState(3, 7, 61, 0.1 + 0.2, true, 2, Math.nextUp(61.5), 4711);
    assertThat(TrainState.fromMetadata(state.toMetadata())).isEqualTo(state);
  }

  @Test
  void saysWhichFieldACheckpointLacks() {
    assertThatThrownBy(() -> TrainState.fromMetadata(Map.of("epoch", "1")))
        .hasMessage("no `batch` in the checkpoint");
  }

  @Test
  void takesTheFirstValidationForTheBestAndAnEqualOneNot() {
    assertThat(TrainState.START.isBetter(0)).isTrue();
    assertThat(TrainState.START.withBest(50).isBetter(50)).isFalse();
    assertThat(TrainState.START.withBest(50).isBetter(50.1)).isTrue();
  }

  @Test
  void validatesEveryIntervalAndAtTheEndAndBeforeTrainingOnRequest() {
    TrainerConfig config = new TrainerConfig(7, Precision.FP32, 2, 0, 3, 5, "mIoU", false);
    assertThat(IntStream.rangeClosed(0, 7).filter(config::evaluatesAfter)).containsExactly(3, 6, 7);
    assertThat(IntStream.rangeClosed(0, 7).filter(config::keepsAfter)).containsExactly(2, 4, 6);
    TrainerConfig pangaea = new TrainerConfig(7, Precision.FP32, 2, 0, 3, 5, "mIoU", true);
    assertThat(pangaea.evaluatesAfter(0)).isTrue();
  }
}
