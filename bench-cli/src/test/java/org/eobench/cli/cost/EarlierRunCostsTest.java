package org.eobench.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.train.TrainerConfig;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A synthetic run takes 2 s to prepare, 60 s for each epoch and 3 s to test. */
class EarlierRunCostsTest {
  @TempDir private Path folder;
  private String experiment = "";

  @BeforeEach
  void write() {
    run(1).epochs(3).write(folder);
    Path second = run(2).epochs(3).write(folder);
    run(1).epochs(6).with("optimizer.lr=0.1").write(folder);
    experiment = Objects.requireNonNull(RunDirectory.read(second).experiment());
  }

  private static SyntheticRun run(long seed) {
    return SyntheticRun.of("dofa", "seg_linear", "burns", seed);
  }

  private static Workload workload(String experiment, String encoder, int epochs) {
    TrainerConfig trainer =
        new TrainerConfig(epochs, PrecisionChoice.FP32, false, 0, 0, 1, 1, "mIoU", false, false);
    Map<String, String> choices =
        Map.of("encoder", encoder, "decoder", "seg_linear", "dataset", "burns");
    return new Workload(experiment, choices, true, trainer, 8);
  }

  @Test
  void theSameConfigurationTakesAsLongAsItsRuns() {
    assertThat(EarlierRunCosts.below(folder).estimate(workload(experiment, "dofa", 3)))
        .hasValue(new CostEstimate(185, "the mean of 2 runs of this configuration"));
  }

  @Test
  void otherRunsOfTheSameModelAreScaledByTheirEpochs() {
    assertThat(EarlierRunCosts.below(folder).estimate(workload("new", "dofa", 30)))
        .hasValue(
            new CostEstimate(
                1805,
                "the mean of 3 runs of this encoder, decoder and data set, scaled to 30 epochs"));
  }

  @Test
  void nothingIsGuessedForAnotherModel() {
    assertThat(EarlierRunCosts.below(folder).estimate(workload("new", "croma", 3))).isEmpty();
  }

  @Test
  void theTimeOfAResumedRunIsOnlyThatOfItsLastStart() {
    Path other = folder.resolve("other");
    Path stopped = run(5).state(RunState.INTERRUPTED).write(other);
    run(5).resume(stopped);
    assertThat(RunDirectory.read(stopped).starts()).isEqualTo(2);
    assertThat(EarlierRunCosts.below(other).estimate(workload(experiment, "dofa", 3))).isEmpty();
  }
}
