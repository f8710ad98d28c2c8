package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.model.Finetune;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.progress.TrainingStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointPaceTest {
  private static final int STEPS = 3;

  /** No epoch of a toy is so long that a second write would be due. */
  private static final double NEVER = 1e-12;

  @TempDir Path undisturbed;
  @TempDir Path disturbed;

  @Test
  void theFirstWriteIsDueAndFurtherOnesAfterTheirTimeDividedByTheShare() {
    AtomicLong now = new AtomicLong();
    CheckpointPace pace = new CheckpointPace(0.1, now::get);
    assertThat(pace.isDue()).isTrue();

    pace.write(() -> now.addAndGet(5));

    now.addAndGet(49);
    assertThat(pace.isDue()).isFalse();
    now.addAndGet(1);
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void aShareOfOneWritesAlways() {
    AtomicLong now = new AtomicLong();
    CheckpointPace pace = new CheckpointPace(1, now::get);
    pace.write(() -> now.addAndGet(5));
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void shortEpochsLeaveTheLastCheckpointBehindUntilTheTrainingEnds() throws IOException {
    List<Integer> written = new ArrayList<>();
    try (ToyRun run = toy(undisturbed, 4, null, NEVER)) {
      run.train(afterEpoch(epoch -> written.add(saved(undisturbed))));
    }
    assertThat(written)
        .as("before epochs 1 to 4 are saved")
        .containsExactly(0, STEPS, STEPS, STEPS);
    assertThat(saved(undisturbed)).isEqualTo(4 * STEPS);
    try (ToyRun again = toy(undisturbed, 4, null, NEVER)) {
      assertThat(again.checkpoints.resume().evaluated()).isTrue();
    }
  }

  @Test
  void aKilledTrainingRepeatsTheEpochsThatWereNotWritten() throws IOException {
    train(undisturbed, 1);
    try (ToyRun run = toy(disturbed, 4, null, NEVER)) {
      assertThatThrownBy(() -> run.train(failingAt(3 * STEPS + 1))).hasMessage("killed");
    }
    assertThat(saved(disturbed)).isEqualTo(STEPS);

    train(disturbed, NEVER);

    assertThat(ResumeTest.log(disturbed)).isEqualTo(ResumeTest.log(undisturbed));
    assertSame("best.safetensors");
    assertSame("last.safetensors");
  }

  @Test
  void aRequestToStopInAValidationWritesTheEpochsBefore() throws IOException {
    train(undisturbed, 1);
    try (ToyRun run = toy(disturbed, 4, null, NEVER)) {
      assertThatThrownBy(() -> run.train(afterEpoch(epoch -> requestAt(3, epoch, run))))
          .hasMessageContaining("resume=true");
    }
    assertThat(saved(disturbed)).isEqualTo(3 * STEPS);

    train(disturbed, NEVER);

    assertThat(ResumeTest.log(disturbed)).isEqualTo(ResumeTest.log(undisturbed));
    assertSame("last.safetensors");
  }

  @Test
  void aTrainingThatEndsEarlyWritesItsEnd() {
    TrainState end;
    try (ToyRun run = toy(undisturbed, 9, 1, NEVER).learningRate(step -> 0)) {
      end = run.train();
    }
    assertThat(end.epoch()).isLessThan(9);
    try (ToyRun again = toy(undisturbed, 9, 1, NEVER)) {
      assertThat(saved(undisturbed)).isEqualTo(end.iteration());
      assertThat(again.checkpoints.resume().evaluated()).isTrue();
    }
  }

  private static void requestAt(int wanted, int epoch, ToyRun run) {
    if (epoch == wanted) {
      run.stop.request();
    }
  }

  /** Does something after the last step of each epoch, before its checkpoint. */
  private static ProgressListener afterEpoch(IntConsumer action) {
    int[] epochs = {0};
    return new ProgressListener() {
      @Override
      public Bar bar(String stage, long total) {
        return new Bar() {
          @Override
          public void close() {
            action.accept(++epochs[0]);
          }
        };
      }
    };
  }

  private static ProgressListener failingAt(int iteration) {
    return new ProgressListener() {
      @Override
      public void step(TrainingStep step) {
        if (step.iteration() == iteration) {
          throw new IllegalStateException("killed");
        }
      }
    };
  }

  /** The iteration of the last checkpoint; 0 if there is none. */
  private static int saved(Path folder) {
    Path last = folder.resolve("last.safetensors");
    if (!Files.exists(last)) {
      return 0;
    }
    try (TensorFile file = TensorFile.open(last)) {
      return TrainState.fromMetadata(file.metadata()).iteration();
    }
  }

  private void assertSame(String name) {
    try (TensorFile expected = TensorFile.open(undisturbed.resolve(name));
        TensorFile found = TensorFile.open(disturbed.resolve(name))) {
      assertThat(found.tensors()).isEqualTo(expected.tensors());
      for (TensorInfo tensor : expected.tensors()) {
        if (tensor.dtype() == TensorType.F32) {
          assertThat(found.floats(tensor.name()))
              .as(tensor.name())
              .isEqualTo(expected.floats(tensor.name()));
        }
      }
    }
  }

  private static void train(Path folder, double share) {
    try (ToyRun run = toy(folder, 4, null, share)) {
      run.train();
    }
  }

  private static ToyRun toy(Path folder, int epochs, @Nullable Integer patience, double share) {
    TrainerConfig config =
        new TrainerConfig(
            epochs,
            PrecisionChoice.FP32,
            false,
            0,
            0,
            share,
            1,
            1,
            "mIoU",
            false,
            false,
            null,
            null,
            1,
            null,
            patience,
            null,
            1);
    return new ToyRun(folder, config, Finetune.FULL, new ToyDataset(12));
  }
}
