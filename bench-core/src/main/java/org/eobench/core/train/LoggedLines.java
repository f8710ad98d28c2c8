package org.eobench.core.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The lines of a {@code metrics.jsonl}, which a run may be writing.
 *
 * @param lines lines of JSON; none if the file cannot be read
 * @param damaged number of lines that are cut or no such lines, which are left out
 */
public record LoggedLines(List<String> lines, int damaged) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEGIN = "{\"kind\":\"";

  public LoggedLines {
    lines = List.copyOf(lines);
  }

  /** Reads a log. */
  public static LoggedLines read(Path log) {
    try {
      List<String> all =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      List<String> whole =
          all.stream().filter(line -> line.startsWith(BEGIN) && line.endsWith("}")).toList();
      return new LoggedLines(whole, all.size() - whole.size());
    } catch (IOException unreadable) {
      return new LoggedLines(List.of(), 0);
    }
  }

  /**
   * The lines of a kind, as text.
   *
   * @param kind {@code train}, {@code val} or {@code test}
   */
  public List<String> text(String kind) {
    return lines.stream().filter(line -> line.startsWith(BEGIN + kind + "\"")).toList();
  }

  /** The lines of a kind. */
  public List<JsonNode> of(String kind) {
    return text(kind).stream().map(LoggedLines::parsed).toList();
  }

  /** The fields of a line; none if it is no JSON after all. */
  public static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException damaged) {
      return MissingNode.getInstance();
    }
  }
}
