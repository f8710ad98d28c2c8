package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.logger.tensorboard.Events;
import org.eobench.core.results.RunResult;
import org.junit.jupiter.api.Test;

class LoggedRunTest extends ToyRuns {
  @Test
  void tensorBoardShowsWhatTheMetricLogHoldsAlsoAfterAFailureAndAResume() throws IOException {
    String logged = yaml.replace("seed: 234", "seed: 234\nlogger: tensorboard");
    int[] steps = {0};
    assertThatThrownBy(
            () ->
                run(
                    logged,
                    () -> {
                      // One test batch counts as a step, too: in the second epoch.
                      if (++steps[0] == 4) {
                        throw new IllegalStateException("out of power");
                      }
                    }))
        .hasMessage("out of power");
    RunResult resumed = run(logged.replace("resume: false", "resume: true"));

    Path run = resumed.directory();
    Map<String, List<Events.Point>> points = Events.read(run);
    assertThat(Files.list(run).filter(file -> file.toString().contains("tfevents"))).hasSize(3);
    assertThat(points.get("train/loss")).isEqualTo(logged(run, "train", "loss"));
    assertThat(points.get("val/mIoU")).isEqualTo(logged(run, "val", "mIoU"));
    assertThat(points.get("val/confusion")).hasSameSizeAs(points.get("val/mIoU"));
    for (int sample = 1; sample <= 4; sample++) {
      assertThat(points.get("val/sample_" + sample)).hasSameSizeAs(points.get("val/mIoU"));
    }
    assertThat(points).doesNotContainKey("val/sample_5");
    assertThat(points.get("test/mIoU"))
        .extracting(Events.Point::value)
        .containsExactly((double) (float) resumed.score("mIoU"));
  }

  private static List<Events.Point> logged(Path run, String kind, String key) throws IOException {
    List<Events.Point> points = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode fields = new ObjectMapper().readTree(line);
      if (fields.path("kind").asText().equals(kind)) {
        double value = (float) fields.path(key).asDouble();
        points.add(new Events.Point(fields.path("iteration").asLong(), value));
      }
    }
    assertThat(points).isNotEmpty();
    return points;
  }

  @Test
  void namesTheLoggersThatThereAre() {
    assertThatThrownBy(() -> run(yaml.replace("seed: 234", "seed: 234\nlogger: [tensorbord]")))
        .hasMessageContaining("[Bench/UnknownLogger]")
        .hasMessageContaining("tensorboard");
    assertThatThrownBy(() -> run(yaml.replace("seed: 234", "seed: 234\nlogger: {a: b}")))
        .hasMessageContaining("logger must be a name or a list of names");
  }
}
