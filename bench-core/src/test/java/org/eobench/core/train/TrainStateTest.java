package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.metrics.Metric;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.schedule.Plateau;
import org.eobench.core.task.regression.RegressionScoring;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainStateTest {
  @Test
  void readsBackBitForBit() {
    TrainState state =
        new TrainState(
            3,
            7,
            61,
            0.1 + 0.2,
            true,
            2,
            Math.nextUp(61.5),
            4711,
            9,
            4,
            new Plateau(0.1 + 0.2, 1, 2, 3));
    assertThat(TrainState.fromMetadata(state.toMetadata())).isEqualTo(state);
  }

  @Test
  void averagesTheLossOverTheBatchesThatCounted() {
    assertThat(TrainState.START.afterStep(1).afterSkip().afterStep(3).meanLoss()).isEqualTo(2);
    assertThat(TrainState.START.afterSkip().meanLoss()).isNaN();
    assertThat(TrainState.START.afterStep(1).afterEpoch().afterStep(5).meanLoss()).isEqualTo(5);
  }

  @Test
  void readsACheckpointOfBeforeBatchesWereLeftOut() {
    Map<String, String> older = new HashMap<>(TrainState.START.toMetadata());
    older.remove("skipped");
    older.remove("skipped_in_epoch");
    assertThat(TrainState.fromMetadata(older)).isEqualTo(TrainState.START);
  }

  @Test
  void readsACheckpointOfBeforeRatesFollowedTheValidations() {
    Map<String, String> older = new HashMap<>(TrainState.START.toMetadata());
    older.keySet().removeIf(field -> field.startsWith("plateau_"));
    assertThat(TrainState.fromMetadata(older)).isEqualTo(TrainState.START);
  }

  @Test
  void saysWhichFieldACheckpointLacks() {
    assertThatThrownBy(() -> TrainState.fromMetadata(Map.of("epoch", "1")))
        .hasMessage("no `batch` in the checkpoint");
  }

  @Test
  void takesTheFirstValidationForTheBestAndAnEqualOneNot() {
    Metric<?> metric = SegmentationScoring.METRICS.get(0);
    assertThat(TrainState.START.isBetter(0, metric)).isTrue();
    assertThat(TrainState.START.withBest(50).isBetter(50, metric)).isFalse();
    assertThat(TrainState.START.withBest(50).isBetter(50.1, metric)).isTrue();
  }

  @Test
  void a12TakesTheLowestErrorForTheBest() {
    Metric<?> metric = RegressionScoring.METRICS.get(0);
    assertThat(TrainState.START.withBest(50).isBetter(49.9, metric)).isTrue();
    assertThat(TrainState.START.withBest(50).isBetter(50.1, metric)).isFalse();
    assertThat(TrainState.START.withBest(Double.NaN).isBetter(1e9, metric)).isTrue();
    assertThat(TrainState.START.withBest(50).isBetter(Double.NaN, metric)).isFalse();
  }

  @Test
  void validatesEveryIntervalAndAtTheEndAndBeforeTrainingOnRequest() {
    TrainerConfig config =
        new TrainerConfig(7, PrecisionChoice.FP32, false, 2, 0, 3, 5, "mIoU", false, false);
    assertThat(IntStream.rangeClosed(0, 7).filter(n -> config.evaluatesAfter(n, 4)))
        .containsExactly(3, 6, 7);
    assertThat(IntStream.rangeClosed(0, 7).filter(config::keepsAfter)).containsExactly(2, 4, 6);
    TrainerConfig pangaea =
        new TrainerConfig(7, PrecisionChoice.FP32, false, 2, 0, 3, 5, "mIoU", true, false);
    assertThat(pangaea.evaluatesAfter(0, 4)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "epoch, -2",
    "epoch, 99999999999",
    "epoch, one",
    "batch, -1",
    "iteration, -7",
    "iteration, 1.5",
    "loss_sum, NaN",
    "loss_sum, much",
    "evaluated, perhaps",
    "best_epoch, -2",
    "best_epoch, 4",
    "best_value, Infinity",
    "log_length, -5",
    "plateau_bad, 5",
    "plateau_cooldown, -1",
    "plateau_reductions, 5"
  })
  void refusesANumberThatNoRunWrites(String field, String value) {
    Map<String, String> fields =
        new HashMap<>(
            new TrainState(3, 0, 9, 0, true, 2, 61.5, 4711, 0, 0, Plateau.START).toMetadata());
    fields.put(field, value);
    assertThatThrownBy(() -> TrainState.fromMetadata(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field)
        .hasMessageContaining(value);
  }

  @Test
  void keepsTheScoreOfAValidationThatHadNoTarget() {
    TrainState state = new TrainState(1, 0, 3, 0, true, 1, Double.NaN, 10, 0, 0, Plateau.START);
    assertThat(TrainState.fromMetadata(state.toMetadata())).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"4, 0, 12", "0, 4, 4", "3, 1, 10", "1, 1, 5", "0, 0, 1"})
  void refusesToGoOnFromAStateBeyondTheTraining(int epoch, int batch, int iteration) {
    TrainState state =
        new TrainState(epoch, batch, iteration, 0, false, -1, 0, 0, 0, 0, Plateau.START);
    assertThatThrownBy(() -> state.requireWithin(3, 9, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 3, 3", "1, 0, 3", "2, 2, 8", "3, 0, 9"})
  void goesOnFromEveryStateOfTheTraining(int epoch, int batch, int iteration) {
    new TrainState(epoch, batch, iteration, 0, false, -1, 0, 0, 0, 0, Plateau.START)
        .requireWithin(3, 9, 3);
  }
}
