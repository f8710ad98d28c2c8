package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eobench.core.schedule.ReduceOnPlateauConfig.ThresholdMode.ABS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.metrics.Metric;
import org.eobench.core.model.Finetune;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.schedule.ReduceOnPlateau;
import org.eobench.core.schedule.ReduceOnPlateauConfig;
import org.eobench.core.schedule.ScheduleContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  private static final int EPOCHS = 3;

  @TempDir Path undisturbed;
  @TempDir Path disturbed;

  private Finetune extent = Finetune.FULL;

  private ToyRun toy(Path folder, int saveEvery) {
    return new ToyRun(folder, ToyRun.config(EPOCHS, saveEvery), extent, new ToyDataset(12));
  }

  private Map<String, float[]> undisturbedRun() {
    try (ToyRun run = toy(undisturbed, 0)) {
      run.train();
      return run.values();
    }
  }

  private void assertEqualsUndisturbed(ToyRun resumed) throws IOException {
    Map<String, float[]> expected = undisturbedRun();
    Map<String, float[]> actual = resumed.values();
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
    assertThat(log(disturbed)).isEqualTo(log(undisturbed));
  }

  /** The lines of the log without the speed, which is never the same twice. */
  static List<String> log(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("metrics.jsonl")).stream()
        .map(line -> line.replaceAll(",\"samples_per_second\":[^,}]*", ""))
        .toList();
  }

  @Test
  void stopsOnRequestInTheMiddleOfAnEpochAndGoesOnAsIfNothingHadBeen() throws IOException {
    try (ToyRun run = toy(disturbed, 0)) {
      assertThatThrownBy(() -> run.train(atStep(5, step -> run.stop.request())))
          .isInstanceOfSatisfying(
              BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED))
          .hasMessageContaining("resume=true");
      assertThat(run.checkpoints.load(run.checkpoints.last()).iteration()).isEqualTo(5);
    }
    try (ToyRun resumed = toy(disturbed, 0)) {
      resumed.train();
      assertEqualsUndisturbed(resumed);
    }
  }

  @Test
  void aRateThatFollowsTheValidationsGoesOnFromWhereItWas() throws IOException {
    try (ToyRun run = onPlateau(undisturbed)) {
      run.train();
    }
    try (ToyRun run = onPlateau(disturbed)) {
      assertThatThrownBy(() -> run.train(atStep(8, step -> run.stop.request())))
          .isInstanceOf(BenchException.class);
    }
    try (ToyRun resumed = onPlateau(disturbed)) {
      resumed.train();
    }
    assertThat(log(disturbed)).isEqualTo(log(undisturbed));
    // The first validation is the best one; each further one lowers the rate for the next epoch.
    List<String> rates =
        log(disturbed).stream()
            .filter(line -> line.contains("\"lr\":"))
            .map(line -> line.replaceAll(".*\"lr\":([^,}]*).*", "$1"))
            .toList();
    assertThat(rates)
        .containsExactly(
            "0.01", "0.01", "0.01", "0.005", "0.005", "0.005", "0.0025", "0.0025", "0.0025");
  }

  @Test
  void averagesOfTheWeightsAreValidatedAndGoOnFromWhereTheyWere() throws IOException {
    try (ToyRun run = averaging(undisturbed)) {
      run.train();
    }
    try (ToyRun run = averaging(disturbed)) {
      assertThatThrownBy(() -> run.train(atStep(5, step -> run.stop.request())))
          .isInstanceOf(BenchException.class);
    }
    try (ToyRun resumed = averaging(disturbed)) {
      resumed.train();
    }
    assertThat(log(disturbed)).isEqualTo(log(undisturbed));
    float[] kept = head(undisturbed.resolve("best.safetensors"), "head.bias");
    assertThat(kept).isEqualTo(head(disturbed.resolve("best.safetensors"), "head.bias"));
    Path last = undisturbed.resolve("last.safetensors");
    assertThat(kept)
        .as("the model that was validated")
        .isNotEqualTo(head(last, "head.bias"))
        .isEqualTo(head(last, "optimizer.average.head.bias"));
  }

  private static float[] head(Path file, String tensor) {
    try (TensorFile tensors = TensorFile.open(file)) {
      return tensors.floats(tensor);
    }
  }

  /** One validation, after the last epoch. */
  private static ToyRun averaging(Path folder) {
    TrainerConfig config =
        new TrainerConfig(3, PrecisionChoice.FP32, false, 0, 0, 3, 1, "mIoU", false, false);
    return new ToyRun(folder, config, Finetune.FULL, new ToyDataset(12)).averaging(0.7);
  }

  @Test
  void aTrainingWithoutBetterValidationsEndsEarlyAndStaysEnded() throws IOException {
    TrainerConfig config =
        new TrainerConfig(
            9,
            PrecisionChoice.FP32,
            false,
            0,
            0,
            1,
            1,
            1,
            "mIoU",
            false,
            false,
            null,
            null,
            1,
            null,
            2,
            null,
            1);
    // At a rate of 0 only the statistics of batch norm change, and not for long.
    List<String> said = new ArrayList<>();
    int ended;
    try (ToyRun run = new ToyRun(undisturbed, config, Finetune.FULL, new ToyDataset(12))) {
      TrainState end = run.learningRate(step -> 0).train(listening(said));
      ended = end.epoch();
      assertThat(ended).isEqualTo(end.bestEpoch() + 2).isLessThan(9);
      assertThat(said)
          .contains(
              String.format(
                  Locale.ROOT,
                  "the training ended after epoch %d of 9: no better mIoU since epoch %d"
                      + " (task.trainer.early_stopping)",
                  ended,
                  end.bestEpoch()));
    }
    List<String> before = log(undisturbed);
    try (ToyRun again = new ToyRun(undisturbed, config, Finetune.FULL, new ToyDataset(12))) {
      assertThat(again.learningRate(step -> 0).train().epoch()).isEqualTo(ended);
    }
    assertThat(log(undisturbed)).isEqualTo(before);
  }

  private static ProgressListener listening(List<String> said) {
    return new ProgressListener() {
      @Override
      public void message(String text) {
        said.add(text);
      }
    };
  }

  private static ToyRun onPlateau(Path folder) {
    TrainerConfig config =
        new TrainerConfig(3, PrecisionChoice.FP32, false, 0, 0, 1, 1, "mIoU", true, false);
    return new ToyRun(folder, config, Finetune.FULL, new ToyDataset(12))
        .learningRate(
            new ReduceOnPlateau(
                new ReduceOnPlateauConfig(0.5, 0, 10, ABS, 0, 0),
                new ScheduleContext(0.01, 9, 4, Metric.Better.HIGHER)));
  }

  @ParameterizedTest
  @EnumSource
  void a12SurvivesAKillBetweenTwoCheckpoints(Finetune trained) throws IOException {
    extent = trained;
    try (ToyRun run = toy(disturbed, 2)) {
      assertThatThrownBy(
              () ->
                  run.train(
                      atStep(
                          8,
                          step -> {
                            throw new IllegalStateException("killed");
                          })))
          .hasMessage("killed");
    }
    try (ToyRun resumed = toy(disturbed, 2)) {
      assertThat(resumed.checkpoints.load(resumed.checkpoints.last()).iteration()).isEqualTo(6);
      resumed.train();
      assertEqualsUndisturbed(resumed);
    }
  }

  /** Nine steps, of which the first five leave the encoder as it is. */
  private ToyRun unfreezing(Path folder, int saveEvery) {
    return toy(folder, saveEvery).unfreezingAt(0.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 6, 8})
  void goesOnWithTheSameBitsOnEitherSideOfTheUnfreezing(int stopped) throws IOException {
    Map<String, float[]> expected;
    try (ToyRun run = unfreezing(undisturbed, 0)) {
      run.train();
      expected = run.values();
      assertThat(run.optimizerSteps("head.bias")).isEqualTo(9);
      assertThat(run.optimizerSteps("encoder.input.weight")).isEqualTo(4);
    }
    try (ToyRun run = unfreezing(disturbed, 0)) {
      Map<String, float[]> first = run.values();
      assertThatThrownBy(() -> run.train(atStep(stopped, step -> run.stop.request())))
          .hasMessageContaining("resume=true");
      List<String> changed =
          run.values().entrySet().stream()
              .filter(entry -> !Arrays.equals(entry.getValue(), first.get(entry.getKey())))
              .map(Map.Entry::getKey)
              .toList();
      List<String> head = List.of("head.weight", "head.bias");
      assertThat(changed).containsAll(head);
      assertThat(changed.size() > head.size()).as(changed.toString()).isEqualTo(stopped > 5);
    }
    try (ToyRun resumed = unfreezing(disturbed, 0)) {
      resumed.train();
      Map<String, float[]> actual = resumed.values();
      expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
    }
    assertThat(log(disturbed)).isEqualTo(log(undisturbed));
  }

  /** The checkpoint of step 4 is older than the unfreezing, which the resumed run repeats. */
  @Test
  void survivesAKillAfterTheUnfreezingThatNoCheckpointHolds() {
    Map<String, float[]> expected;
    try (ToyRun run = unfreezing(undisturbed, 0)) {
      run.train();
      expected = run.values();
    }
    try (ToyRun run = unfreezing(disturbed, 4)) {
      assertThatThrownBy(
              () ->
                  run.train(
                      atStep(
                          6,
                          step -> {
                            throw new IllegalStateException("killed");
                          })))
          .hasMessage("killed");
    }
    try (ToyRun resumed = unfreezing(disturbed, 4)) {
      List<String> said = new ArrayList<>();
      assertThat(resumed.checkpoints.load(resumed.checkpoints.last()).iteration()).isEqualTo(4);
      resumed.train(messages(said));
      Map<String, float[]> actual = resumed.values();
      expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
      assertThat(said)
          .contains(
              "unfreeze_at=0.5: the encoder is frozen up to step 5 of 9, and trained after it")
          .anyMatch(line -> line.startsWith("the encoder is trained from now on: 6 of 6 tensors"));
    }
  }

  private static ProgressListener messages(List<String> said) {
    ProgressListener silent = ProgressListener.silent();
    return new ProgressListener() {
      @Override
      public void message(String text) {
        said.add(text);
      }

      @Override
      public Bar bar(String stage, long total) {
        return silent.bar(stage, total);
      }
    };
  }

  @Test
  void hasNothingToDoWhenTrainingWasFinished() {
    try (ToyRun run = toy(disturbed, 0)) {
      run.train();
    }
    try (ToyRun again = toy(disturbed, 0)) {
      TrainState end =
          again.train(
              atStep(
                  1,
                  step -> {
                    throw new AssertionError("trained again");
                  }));
      assertThat(end.epoch()).isEqualTo(EPOCHS);
    }
  }

  /** Does something after the given step, counted over all epochs. */
  private static ProgressListener atStep(int wanted, LongConsumer action) {
    long[] steps = {0};
    return new ProgressListener() {
      @Override
      public void message(String text) {}

      @Override
      public Bar bar(String stage, long total) {
        return new Bar() {
          @Override
          public void to(long done, String detail) {
            if (++steps[0] == wanted) {
              action.accept(steps[0]);
            }
          }

          @Override
          public void note(String text) {}

          @Override
          public void close() {}
        };
      }
    };
  }
}
