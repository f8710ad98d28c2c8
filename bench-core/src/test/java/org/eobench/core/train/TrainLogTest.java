package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.progress.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener hears of an epoch of three batches, and what the log keeps of it. */
class TrainLogTest {
  @TempDir private Path folder;

  private final List<String> heard = new ArrayList<>();

  private final ProgressListener listener =
      new ProgressListener() {
        @Override
        public void message(String text) {
          heard.add("message: " + text);
        }

        @Override
        public void step(TrainingStep step) {
          heard.add(
              String.format(
                  "step: epoch %d/%d batch %d/%d iteration %d",
                  step.epoch(), step.epochs(), step.batch(), step.batches(), step.iteration()));
        }

        @Override
        public Bar bar(String stage, long total) {
          heard.add("bar: " + stage + " of " + total);
          return new Bar() {
            @Override
            public void to(long done, String detail) {
              heard.add("to: " + done + " " + detail.replaceFirst(" .*", ""));
            }

            @Override
            public void note(String text) {
              heard.add("note: " + text.replaceFirst("  loss.*", ""));
            }

            @Override
            public void close() {
              heard.add("closed");
            }
          };
        }
      };

  private TrainLog log(MetricLog metrics, int interval, int epochs, int batches) {
    TrainerConfig config =
        new TrainerConfig(
            epochs, PrecisionChoice.FP32, false, 0, 0, 1, interval, "mIoU", false, false);
    return new TrainLog(
        metrics,
        listener,
        List.of(),
        state -> config.logsAfter(state, batches),
        config.steps(batches),
        epochs,
        batches);
  }

  @Test
  void reportsStepsAndSkippedBatches() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    try (MetricLog metrics = new MetricLog(file, 0)) {
      TrainLog log = log(metrics, 2, 9, 3);
      TrainState state = TrainState.START;
      log.epochBegins(state);
      state = state.afterStep(0.5);
      log.step(state, 0.5, 0.1, 4);
      state = state.afterStep(0.3);
      log.step(state, 0.3, 0.1, 4);
      state = state.afterSkip();
      log.skipped(state);
      log.epochEnds();
      log.leftOut(state);
    }
    assertThat(heard)
        .containsExactly(
            "bar: epoch 1/9 of 3",
            "to: 1 loss",
            "step: epoch 1/9 batch 1/3 iteration 1",
            "to: 2 loss",
            "step: epoch 1/9 batch 2/3 iteration 2",
            "note: epoch 1/9  2/3",
            "to: 3 skipped:",
            "closed",
            "message: epoch 1/9  1 of 3 batches skipped: they have no valid target");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .startsWith(
            "{\"kind\":\"train\",\"epoch\":1,\"iteration\":2,\"loss\":0.3,\"loss_mean\":0.4,");
    assertThat(lines.get(1))
        .isEqualTo(
            "{\"kind\":\"left_out\",\"epoch\":1,\"iteration\":3,\"batches\":1,"
                + "\"batches_since_start\":1}");
  }

  @Test
  void writesTheLastBatchOfAnEpoch() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    try (MetricLog metrics = new MetricLog(file, 0)) {
      TrainLog log = log(metrics, 5, 1, 1);
      log.epochBegins(TrainState.START);
      log.step(TrainState.START.afterStep(1), 1, 0.1, 1);
    }
    assertThat(Files.readAllLines(file)).hasSize(1);
  }
}
