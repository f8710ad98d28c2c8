package org.eobench.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;

/** A file with one JSON object for each job of a sweep. */
public final class PlanFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanFile() {}

  /** Writes the jobs of a sweep, in their order. */
  public static void write(Path file, List<SweepJob> jobs) {
    StringBuilder text = new StringBuilder();
    for (SweepJob job : jobs) {
      ObjectNode line =
          JSON.createObjectNode()
              .put("index", job.number())
              .put("label", job.label())
              .put("fingerprint", job.fingerprint())
              .put("directory", job.directory().toString());
      ArrayNode arguments = line.putArray("arguments");
      job.arguments().forEach(arguments::add);
      text.append(line).append('\n');
    }
    AtomicFile.writeString(file, text.toString());
  }

  /**
   * Reads a plan.
   *
   * @throws BenchException {@code NoPlan} if there is no such file, {@code UnreadablePlan} with the
   *     line that is not one of a plan
   */
  static List<PlanLine> read(Path file) {
    List<String> texts;
    try {
      texts = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "NoPlan",
                  Files.exists(file)
                      ? "the plan cannot be read: " + failure
                      : "there is no such plan")
              .at(file.toString())
              .expecting("a file that -m --plan has written")
              .next(
                  "write one: `java -jar bench.jar -m --plan plan.jsonl experiment=quickstart"
                      + " seed=1,2`"));
    }
    List<PlanLine> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(parsed(file, i, texts.get(i)));
    }
    return lines;
  }

  private static PlanLine parsed(Path file, int number, String text) {
    try {
      JsonNode line = JSON.readTree(text);
      List<String> arguments = new ArrayList<>();
      line.path("arguments").forEach(word -> arguments.add(word.asText()));
      boolean complete =
          line.path("fingerprint").isTextual()
              && line.path("directory").isTextual()
              && !arguments.isEmpty();
      if (complete && line.path("index").asInt(-1) == number) {
        return new PlanLine(
            number,
            line.path("label").asText(),
            line.path("fingerprint").asText(),
            Path.of(line.path("directory").asText()),
            arguments);
      }
    } catch (JsonProcessingException reported) {
      // reported below, like any other line that is not one of a plan
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of("UnreadablePlan", "this line is not one of a plan")
            .at(String.format(Locale.ROOT, "%s, line %d", file, number + 1))
            .expecting(
                "an object with index "
                    + number
                    + ", fingerprint, directory and arguments, as -m --plan writes it"));
  }
}
