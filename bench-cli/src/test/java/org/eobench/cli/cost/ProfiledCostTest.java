package org.eobench.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.train.TrainerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfiledCostTest {
  @TempDir private Path folder;

  private Path profile(String text) throws IOException {
    return Files.writeString(folder.resolve("profile.json"), text);
  }

  private Path profile() throws IOException {
    return profile(
        """
        {"batch": 4, "imagesPerSecond": 20,
         "choices": {"encoder": "dofa", "decoder": "seg_linear", "dataset": "burns"},
         "images": {"train": 100, "validation": 30, "test": 50, "validated": 10},
         "stages": [{"stage": "backward", "calls": 9, "millis": 90000},
                    {"stage": "validation", "calls": 1, "millis": 2000},
                    {"stage": "checkpoint", "calls": 2, "millis": 1000}]}
        """);
  }

  private static Workload workload(String decoder, TrainerConfig trainer, int batch) {
    Map<String, String> choices =
        Map.of("encoder", "dofa", "decoder", decoder, "dataset", "burns", "optimizer", "sgd");
    return new Workload("", choices, true, trainer, batch);
  }

  private static TrainerConfig epochs(int count) {
    return new TrainerConfig(count, PrecisionChoice.FP32, false, 0, 0, 5, 1, "mIoU", false, false);
  }

  @Test
  void addsStepsValidationsCheckpointsAndTheTest() throws IOException {
    CostEstimate cost =
        KnownCosts.of(profile().toString())
            .estimate(workload("seg_linear", epochs(10), 8))
            .orElseThrow();
    // Of 100 images, 12 batches of 8 are trained in an epoch. A validated image takes 0.2 s.
    double steps = 10 * 96 / 20.0;
    double validations = 2 * 30 * 0.2;
    double checkpoints = 10 * 0.5;
    assertThat(cost.seconds())
        .isCloseTo(steps + validations + checkpoints + 50 * 0.2, within(1e-9));
    assertThat(cost.from()).isEqualTo("profile.json, without the start of the program");
  }

  @Test
  void checkpointsOfShortEpochsTakeTheirShareOfTheTime() throws IOException {
    TrainerConfig rare =
        new TrainerConfig(
            10,
            PrecisionChoice.FP32,
            false,
            0,
            0,
            0.05,
            5,
            1,
            "mIoU",
            false,
            false,
            null,
            null,
            1,
            null,
            null,
            null,
            1);
    CostEstimate cost =
        KnownCosts.of(profile().toString()).estimate(workload("seg_linear", rare, 8)).orElseThrow();
    double computed = 10 * 96 / 20.0 + 2 * 30 * 0.2;
    // The first, the last, and those for which there is time in between.
    double written = 2 * 0.5 + 0.05 * computed;
    assertThat(written).isLessThan(10 * 0.5);
    assertThat(cost.seconds()).isCloseTo(computed + written + 50 * 0.2, within(1e-9));
  }

  @Test
  void aTrainingThatIsCountedInStepsHasSoMany() throws IOException {
    TrainerConfig steps =
        new TrainerConfig(
            1,
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
            24,
            12,
            1,
            null,
            null,
            null,
            1);
    CostEstimate cost =
        ProfiledCost.read(profile()).estimate(workload("seg_linear", steps, 8)).orElseThrow();
    assertThat(cost.seconds())
        .isCloseTo(24 * 8 / 20.0 + 2 * 30 * 0.2 + 2 * 0.5 + 50 * 0.2, within(1e-9));
  }

  @Test
  void knowsNothingOfAnotherModel() throws IOException {
    assertThat(ProfiledCost.read(profile()).estimate(workload("seg_upernet", epochs(1), 8)))
        .isEmpty();
  }

  @Test
  void refusesAFileThatIsNoProfile() throws IOException {
    assertThatThrownBy(() -> KnownCosts.of(profile("{").toString()))
        .hasMessageContaining("[Bench/NoProfile]")
        .hasMessageContaining("it is no JSON")
        .hasMessageContaining("profile.json");
    Path earlier = profile("{\"imagesPerSecond\": 3}");
    assertThatThrownBy(() -> ProfiledCost.read(earlier)).hasMessageContaining("does not say what");
    Path endless = profile(Files.readString(profile()).replace(": 20,", ": 0,"));
    assertThatThrownBy(() -> ProfiledCost.read(endless)).hasMessageContaining("make no sense");
  }
}
