package org.eobench.cli.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eobench.cli.cost.Workload.Trio;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.stages.Stage;
import org.eobench.core.train.TrainerConfig;

/**
 * The time of runs of one encoder, decoder and data set, from a profile of a few of their steps:
 * all steps, validations and checkpoints, and the test as if it were a validation. The start of the
 * program and what it computes once are not in a profile.
 *
 * @param trio encoder, decoder and data set
 * @param file the file of the profile
 * @param trainImages images of an epoch
 * @param validationImages images of the validation split
 * @param testImages images of the test split
 * @param secondsPerImage time of a step, for each of its images
 * @param secondsPerValidated time of the validation, for each of its images
 * @param secondsPerCheckpoint time to write one
 */
record ProfiledCost(
    Trio trio,
    Path file,
    long trainImages,
    long validationImages,
    long testImages,
    double secondsPerImage,
    double secondsPerValidated,
    double secondsPerCheckpoint)
    implements CostSource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MILLIS = 1e3;

  /** Far more than a profile has. */
  private static final long MOST_BYTES = 1 << 20;

  /**
   * Reads what {@code profile run --json FILE} wrote.
   *
   * @throws BenchException {@code NoProfile} if the file is something else
   */
  static ProfiledCost read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw other(file, "it is larger than a profile");
      }
      return of(file, JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException foreign) {
      throw other(file, "it is no JSON");
    } catch (IOException failure) {
      throw other(file, failure.toString());
    }
  }

  private static ProfiledCost of(Path file, JsonNode profile) {
    Map<String, String> choices = new HashMap<>();
    profile
        .path("choices")
        .properties()
        .forEach(e -> choices.put(e.getKey(), e.getValue().asText()));
    JsonNode images = profile.path("images");
    Trio trio = Trio.of(choices);
    if (trio.encoder().isEmpty() || images.isMissingNode()) {
      throw other(file, "it does not say what was profiled; earlier versions did not");
    }
    double validation = millis(profile, Stage.VALIDATION);
    ProfiledCost cost =
        new ProfiledCost(
            trio,
            file,
            images.path("train").asLong(),
            images.path("validation").asLong(),
            images.path("test").asLong(),
            1 / profile.path("imagesPerSecond").asDouble(),
            validation / MILLIS / Math.max(1, images.path("validated").asLong()),
            millis(profile, Stage.CHECKPOINT) / MILLIS);
    if (!cost.isSound()) {
      throw other(file, "its numbers make no sense");
    }
    return cost;
  }

  /** The mean time of a stage; 0 if it did not run. */
  private static double millis(JsonNode profile, Stage stage) {
    for (JsonNode time : profile.path("stages")) {
      if (time.path("stage").asText().equals(stage.words())) {
        return time.path("millis").asDouble() / Math.max(1, time.path("calls").asLong());
      }
    }
    return 0;
  }

  private boolean isSound() {
    return trainImages > 0
        && validationImages >= 0
        && testImages >= 0
        && List.of(secondsPerImage, secondsPerValidated, secondsPerCheckpoint).stream()
            .allMatch(value -> value >= 0 && Double.isFinite(value));
  }

  private static BenchException other(Path file, String why) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("NoProfile", "this file is not the profile of a run: " + why)
            .at(file.toString())
            .expecting("a folder of runs, or a file that profile run --json wrote")
            .next(
                "write one: `java -jar bench.jar profile run experiment=quickstart --json"
                    + " profile.json`"));
  }

  @Override
  public Optional<CostEstimate> estimate(Workload run) {
    if (!run.trains() || !run.trio().equals(trio)) {
      return Optional.empty();
    }
    TrainerConfig trainer = run.trainer();
    int batches = (int) Math.min(Integer.MAX_VALUE, trainImages / run.batchSize());
    int steps = Math.max(1, trainer.stepsPerEpoch(batches));
    double trained = (double) trainer.steps(steps) * trainer.accumulation() * run.batchSize();
    double computed =
        trained * secondsPerImage
            + (double) trainer.validations(steps) * validationImages * secondsPerValidated;
    // The first and the last epoch end with a checkpoint, and others as often as the share allows.
    double written =
        Math.min(
            trainer.epochs(steps) * secondsPerCheckpoint,
            2 * secondsPerCheckpoint + trainer.ckptShare() * computed);
    double seconds = computed + written + testImages * secondsPerValidated;
    return Optional.of(
        new CostEstimate(
            seconds,
            String.format(
                Locale.ROOT, "%s, without the start of the program", file.getFileName())));
  }
}
