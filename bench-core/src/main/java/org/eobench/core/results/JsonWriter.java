package org.eobench.core.results;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eobench.core.io.JsonFiles;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.Scores;

/**
 * {@code results.json}, for programs: facts, scores and table in full precision. This is the only
 * format that is read back, so that a complete run returns its result without another test. JSON
 * has no NaN, which is written as null.
 */
public final class JsonWriter implements ResultWriter {
  private static final String FILE = "results.json";
  private static final double NANOS = 1e9;
  private static final JsonMapper JSON = JsonFiles.mapper().build();

  /**
   * The file as it is. Scores keep their order; the metric keys are as in {@code metrics.jsonl}.
   */
  private record Content(
      RunFacts facts, Map<String, Double> scores, ScoreSheet table, Seconds seconds) {}

  private record Seconds(double preparation, double training, double test) {}

  @Override
  public String file() {
    return FILE;
  }

  @Override
  public void write(RunResult result, OutputStream out) throws IOException {
    Timings timings = result.timings();
    Seconds seconds =
        new Seconds(
            seconds(timings.preparation()), seconds(timings.training()), seconds(timings.test()));
    Content content =
        new Content(result.facts(), result.scores().values(), result.scores().sheet(), seconds);
    out.write((JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the result of a complete run.
   *
   * @return empty if the run did not write this format, or if the file has other content
   */
  public static Optional<RunResult> read(Path run) {
    try {
      Content content = JSON.readValue(Files.readAllBytes(run.resolve(FILE)), Content.class);
      Seconds seconds = content.seconds();
      return Optional.of(
          new RunResult(
              run,
              content.facts(),
              new Scores(
                  content.scores(), Map.of(), Map.of(), content.table(), List.of(), Map.of()),
              new Timings(
                  duration(seconds.preparation()),
                  duration(seconds.training()),
                  duration(seconds.test()))));
    } catch (IOException | IllegalArgumentException | NullPointerException unreadable) {
      return Optional.empty();
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }
}
