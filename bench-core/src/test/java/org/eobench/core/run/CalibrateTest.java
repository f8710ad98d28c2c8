package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.calibrate.Calibrate;
import org.eobench.core.run.calibrate.CalibrationOptions;
import org.eobench.core.run.calibrate.CalibrationResult;
import org.eobench.core.run.plan.RunRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalibrateTest extends ToyRuns {
  private static final CalibrationOptions USUAL = new CalibrationOptions(0.8, 1, null);

  @BeforeEach
  void trainsBriefly() {
    yaml = yaml.replace("n_epochs: 2", "n_epochs: 1");
  }

  @Test
  void scoresTheModelAsTrainedAndCalibratedOnTheTestSplit() throws IOException {
    RunResult trained = run(yaml);
    CalibrationResult result = calibrate(USUAL, trained.directory());

    CalibrationResult.Row before = result.rows().get(0);
    CalibrationResult.Row after = result.rows().get(1);
    assertThat(result.rows()).hasSize(2);
    for (String key : List.of("mIoU", "ECE", "MCE")) {
      assertThat(before.scores().get(key))
          .as(key)
          .isCloseTo(trained.scores().value(key), within(1e-9));
    }
    assertThat(after.scores().get("mIoU")).isEqualTo(before.scores().get("mIoU"));
    assertThat(after.temperature()).isNotEqualTo(1).isPositive();
    assertThat(after.scores().get("NLL")).isNotEqualTo(before.scores().get("NLL"));
    assertThat(after.scores().get("AURC"))
        .as("of two classes, a temperature keeps the order")
        .isCloseTo(before.scores().get("AURC"), within(0.01));
    assertThat(result.sets().testCoverage()).isBetween(0.0, 1.0);
    assertThat(result.sets().calibratedOn()).isEqualTo(8);

    Path directory = trained.directory();
    JsonNode json = new ObjectMapper().readTree(directory.resolve(Calibrate.FILE).toFile());
    assertThat(json.path("rows").path(1).path("kind").asText()).isEqualTo("calibrated");
    assertThat(json.path("rows").path(1).path("temperature").asDouble())
        .isEqualTo(after.temperature());
    assertThat(result.maps()).hasSize(1);
    assertThat(directory.resolve(result.maps().get(0))).isRegularFile();
  }

  /**
   * The test split of the second run has labels of one class only, its validation split as well.
   */
  @Test
  void anEnsembleOfARunAndItsCopyScoresAsTheRun() throws IOException {
    RunResult trained = run(yaml);
    Path copy = work.resolve("copy");
    copyFolder(trained.directory(), copy);
    CalibrationResult result =
        calibrate(
            new CalibrationOptions(0.8, 0, work.resolve("out.json")), trained.directory(), copy);
    assertThat(result.rows()).hasSize(6);
    CalibrationResult.Row alone = result.rows().get(1);
    CalibrationResult.Row both = result.rows().get(5);
    assertThat(both.model()).isEqualTo("ensemble");
    assertThat(both.temperature()).isCloseTo(alone.temperature(), within(1e-3));
    alone
        .scores()
        .forEach(
            (key, value) ->
                assertThat(both.scores().get(key)).as(key).isCloseTo(value, within(1e-3)));
    assertThat(work.resolve("out.json")).isRegularFile();
  }

  @Test
  void anEnsembleOfTwoSeedsIsTheMeanOfTheirProbabilities() {
    Path one = run(yaml).directory();
    Path two = run(yaml.replace("seed: 234", "seed: 5")).directory();
    CalibrationResult result = calibrate(USUAL, one, two);
    double first = Objects.requireNonNull(result.rows().get(0).scores().get("Brier"));
    double second = Objects.requireNonNull(result.rows().get(2).scores().get("Brier"));
    double mean = Objects.requireNonNull(result.rows().get(4).scores().get("Brier"));
    assertThat(result.rows().get(4).kind()).isEqualTo("as trained");
    assertThat(mean)
        .as("the Brier score is convex, so the mean of two is no worse than their mean")
        .isLessThanOrEqualTo((first + second) / 2);
    assertThat(mean).isNotIn(first, second);
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void saysThatEightImagesAreTooFewForACoverage() {
    Path run = run(yaml).directory();
    CalibrationResult result = calibrate(new CalibrationOptions(0.95, 0, null), run);
    assertThat(result.sets().threshold()).isNull();
    assertThat(result.sets().testCoverage()).isEqualTo(1);
    assertThat(result.sets().meanSize()).isEqualTo(2);
    assertThat(said)
        .anyMatch(text -> text.contains("need at least 19 labelled validation samples"));
  }

  @Test
  void refusesTheSameRunTwice() {
    Path run = run(yaml).directory();
    assertThatThrownBy(() -> calibrate(USUAL, run, run))
        .hasMessageContaining("[Bench/SameRun]")
        .hasMessageContaining(run.getFileName().toString());
  }

  @Test
  void refusesRunsOfOtherProtocols() {
    Path one = run(yaml).directory();
    Path two = run(yaml.replace("{name: default}", "{name: other}")).directory();
    List<RunRequest> requests = new ArrayList<>(List.of(request(one)));
    requests.add(request(two, "{name: default}", "{name: other}"));
    assertThatThrownBy(() -> calibrate(USUAL, requests))
        .hasMessageContaining("[Bench/NotComparable]")
        .hasMessageContaining("protocol other")
        .hasMessageContaining("protocol default");
  }

  private RunRequest request(Path run, String... replaced) {
    String tested =
        yaml.replace("train: true", "train: false").replace("ckpt_dir: null", "ckpt_dir: " + run);
    for (int i = 0; i < replaced.length; i += 2) {
      tested = tested.replace(replaced[i], replaced[i + 1]);
    }
    return new RunRequest(ToyParts.config(tested), Map.of(), List.of());
  }

  private CalibrationResult calibrate(CalibrationOptions options, Path... runs) {
    return calibrate(options, Stream.of(runs).map(run -> request(run)).toList());
  }

  private CalibrationResult calibrate(CalibrationOptions options, List<RunRequest> requests) {
    ProgressListener progress =
        new ProgressListener() {
          @Override
          public void message(String text) {
            said.add(text);
          }
        };
    return new Calibrate(ToyParts.components(), progress).run(requests, options);
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }
}
