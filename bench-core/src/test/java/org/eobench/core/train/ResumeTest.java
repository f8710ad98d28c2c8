package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eobench.core.schedule.ReduceOnPlateauConfig.ThresholdMode.ABS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
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
  private static List<String> log(Path folder) throws IOException {
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
