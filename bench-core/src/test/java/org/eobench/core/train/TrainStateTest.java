package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.eval.Measure;
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
    Measure measure = new Measure("mIoU", true, true);
    assertThat(TrainState.START.isBetter(0, measure)).isTrue();
    assertThat(TrainState.START.withBest(50).isBetter(50, measure)).isFalse();
    assertThat(TrainState.START.withBest(50).isBetter(50.1, measure)).isTrue();
  }

  @Test
  void takesTheLowestErrorForTheBest() {
    Measure measure = new Measure("RMSE", false, false);
    assertThat(TrainState.START.withBest(50).isBetter(49.9, measure)).isTrue();
    assertThat(TrainState.START.withBest(50).isBetter(50.1, measure)).isFalse();
    assertThat(TrainState.START.withBest(Double.NaN).isBetter(1e9, measure)).isTrue();
    assertThat(TrainState.START.withBest(50).isBetter(Double.NaN, measure)).isFalse();
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
