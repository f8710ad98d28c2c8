package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.model.Finetune;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.progress.ProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resumed run begins with while a training goes on, and in which mode it trains. */
class SavedStateTest {
  private static final int BATCHES = 3;

  @TempDir Path folder;

  private TrainState saved() {
    try (ToyRun run = new ToyRun(folder, ToyRun.config(3, 0), Finetune.NONE, new ToyDataset(12))) {
      return run.checkpoints.resume();
    }
  }

  @Test
  void isWrittenAfterEachEpochAndAfterItsValidation() {
    Map<Integer, TrainState> atTheBeginning = new LinkedHashMap<>();
    TrainState end;
    try (ToyRun run = new ToyRun(folder, ToyRun.config(3, 0), Finetune.NONE, new ToyDataset(12))) {
      end =
          run.train(
              new Watch() {
                @Override
                void begins(int epoch) {
                  if (epoch > 0) {
                    atTheBeginning.put(epoch, saved());
                  }
                }
              });
    }

    // Validations follow the second and the third epoch.
    assertThat(atTheBeginning).containsOnlyKeys(1, 2);
    assertThat(atTheBeginning.get(1))
        .extracting(TrainState::epoch, TrainState::iteration, TrainState::evaluated)
        .containsExactly(1, BATCHES, false);
    assertThat(atTheBeginning.get(2))
        .extracting(TrainState::epoch, TrainState::iteration, TrainState::evaluated)
        .containsExactly(2, 2 * BATCHES, true);
    assertThat(saved())
        .extracting(TrainState::epoch, TrainState::evaluated, TrainState::bestValue)
        .containsExactly(3, true, end.bestValue());
  }

  @Test
  void isWrittenWithinAnEpochAsOftenAsAskedFor() {
    Map<Integer, Integer> iterations = new LinkedHashMap<>();
    try (ToyRun run = new ToyRun(folder, ToyRun.config(1, 2), Finetune.NONE, new ToyDataset(12))) {
      run.train(
          new Watch() {
            @Override
            void finished(int batches) {
              boolean exists = Files.exists(folder.resolve("last.safetensors"));
              iterations.put(batches, exists ? saved().iteration() : 0);
            }
          });
    }

    assertThat(iterations).as("a batch is reported before it is saved").containsEntry(2, 0);
    assertThat(iterations).containsEntry(3, 2);
  }

  @Test
  void everyEpochTrainsInTrainingModeAlsoAfterAValidation() {
    Map<Integer, Boolean> training = new LinkedHashMap<>();
    TrainerConfig config =
        new TrainerConfig(3, PrecisionChoice.FP32, false, 0, 0, 1, 1, "mIoU", true, false);
    try (ToyRun run = new ToyRun(folder, config, Finetune.FULL, new ToyDataset(12))) {
      run.train(
          new Watch() {
            @Override
            void begins(int epoch) {
              training.put(epoch, run.model.decoder().training());
            }
          });
      assertThat(training).containsExactlyInAnyOrderEntriesOf(Map.of(0, true, 1, true, 2, true));
      assertThat(run.model.decoder().training()).as("after the last validation").isFalse();
    }
  }

  @Test
  void validatesTheUntrainedModelOnRequest() throws IOException {
    TrainerConfig config =
        new TrainerConfig(1, PrecisionChoice.FP32, false, 0, 0, 1, 1, "mIoU", true, false);
    try (ToyRun run = new ToyRun(folder, config, Finetune.NONE, new ToyDataset(12))) {
      run.train();
    }

    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl")))
        .hasSize(1 + BATCHES + 1)
        .first()
        .asString()
        .contains("\"kind\":\"val\"", "\"epoch\":0", "\"mIoU\":");
  }

  /** Tells a test where the training is. */
  private static class Watch implements ProgressListener {
    private int epochs;

    void begins(int epoch) {}

    void finished(int batches) {}

    @Override
    public void message(String text) {}

    @Override
    public Bar bar(String stage, long total) {
      begins(epochs++);
      return new Bar() {
        @Override
        public void to(long done, String detail) {
          finished((int) done);
        }

        @Override
        public void note(String text) {}

        @Override
        public void close() {}
      };
    }
  }
}
