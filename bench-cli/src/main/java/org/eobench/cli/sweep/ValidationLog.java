package org.eobench.cli.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.train.LoggedLines;

/** The validations in the {@code metrics.jsonl} of a run, which may be active. */
public final class ValidationLog {
  private final List<JsonNode> validations;

  private ValidationLog(List<JsonNode> validations) {
    this.validations = validations;
  }

  /** Reads the log of a run; a line that is being written is left out. */
  public static ValidationLog of(Path run) {
    return new ValidationLog(LoggedLines.read(run.resolve(RunDirectory.METRICS)).of("val"));
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
