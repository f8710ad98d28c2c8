package org.eobench.cli.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The validations in the {@code metrics.jsonl} of a run, which may be active. */
public final class ValidationLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> validations;

  private ValidationLog(List<JsonNode> validations) {
    this.validations = validations;
  }

  /** Reads the log of a run; a line that is being written is left out. */
  public static ValidationLog of(Path run) {
    List<JsonNode> found = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(run.resolve("metrics.jsonl"), StandardCharsets.UTF_8)) {
        JsonNode entry = JSON.readTree(line);
        if (entry.path("kind").asText().equals("val")) {
          found.add(entry);
        }
      }
    } catch (JsonProcessingException unfinished) {
      return new ValidationLog(found);
    } catch (IOException none) {
      return new ValidationLog(List.of());
    }
    return new ValidationLog(found);
  }

  /** Whether the run was validated after this epoch or a later one. */
  public boolean reached(int epoch) {
    return validations.stream().anyMatch(entry -> entry.path("epoch").asInt() >= epoch);
  }

  /**
   * The values of a score in the validations up to an epoch, in order, without undefined ones.
   *
   * @param key such as {@code mIoU}
   */
  public List<Double> values(String key, int untilEpoch) {
    return validations.stream()
        .filter(entry -> entry.path("epoch").asInt() <= untilEpoch)
        .map(entry -> entry.path(key))
        .filter(JsonNode::isNumber)
        .map(JsonNode::asDouble)
        .toList();
  }
}
