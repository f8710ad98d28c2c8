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
import java.util.Map;
import org.eobench.cli.cost.CostEstimate;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;

/** A file with one JSON object for each job of a sweep. */
public final class PlanFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String COST = "cost";
  private static final double TENTHS = 10;
  private static final String SECONDS = "seconds";
  private static final String FROM = "from";

  private PlanFile() {}

  /**
   * Writes the jobs of a sweep, in their order.
   *
   * @param costs how long each may take, by its number; those that it lacks are unknown
   */
  public static void write(Path file, List<SweepJob> jobs, Map<Integer, CostEstimate> costs) {
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
      CostEstimate cost = costs.get(job.number());
      if (cost == null) {
        line.putNull(COST);
      } else {
        line.putObject(COST).put(SECONDS, rounded(cost.seconds())).put(FROM, cost.from());
      }
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

  private static boolean isCost(JsonNode cost) {
    double seconds = cost.path(SECONDS).isNumber() ? cost.path(SECONDS).asDouble() : -1;
    return seconds >= 0 && Double.isFinite(seconds);
  }

  private static double rounded(double seconds) {
    return Math.rint(seconds * TENTHS) / TENTHS;
  }

  private static PlanLine parsed(Path file, int number, String text) {
    try {
      JsonNode line = JSON.readTree(text);
      JsonNode cost = line.path(COST); // plans of earlier versions have none
      List<String> arguments = new ArrayList<>();
      line.path("arguments").forEach(word -> arguments.add(word.asText()));
      boolean complete =
          line.path("fingerprint").isTextual()
              && line.path("directory").isTextual()
              && !arguments.isEmpty()
              && (cost.isMissingNode() || cost.isNull() || isCost(cost));
      if (complete && line.path("index").asInt(-1) == number) {
        return new PlanLine(
            number,
            line.path("label").asText(),
            line.path("fingerprint").asText(),
            Path.of(line.path("directory").asText()),
            arguments,
            isCost(cost)
                ? new CostEstimate(cost.path(SECONDS).asDouble(), cost.path(FROM).asText())
                : null);
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
