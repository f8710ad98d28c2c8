package org.eobench.datasets.raster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * A list of samples in a JSON file, and errors that name its file and entry.
 *
 * @param file the file
 * @param expected what an entry should be, such as {@code [column, row]}, for messages
 * @param root the list
 */
public record JsonIndex(Path file, String expected, JsonNode root) {

  /**
   * Reads a list.
   *
   * @throws BenchException if the file cannot be read or contains no list
   */
  public static JsonIndex read(Path file, String expected) {
    String text =
        ListText.read(
            file, "the list of samples", "a JSON list of " + expected, "copy or create the list");
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(text);
    } catch (JsonProcessingException failure) {
      throw problem(file, "the file is no valid JSON: " + failure.getOriginalMessage(), expected);
    }
    if (!root.isArray()) {
      throw problem(file, "the file contains no list", expected);
    }
    return new JsonIndex(file, expected, root);
  }

  private static BenchException problem(Path file, String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableList", what)
            .at(file.toString())
            .expecting("a JSON list of " + expected)
            .next("copy or create the list again"));
  }

  /**
   * The error of an entry.
   *
   * @param index number of the entry, from 0
   * @param what what is wrong with it
   */
  public BenchException wrong(int index, String what) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableList", what)
            .at(String.format(Locale.ROOT, "%s, entry %d: %s", file, index + 1, shown(index)))
            .expecting(expected)
            .next("correct this entry, or create the list again"));
  }

  private String shown(int index) {
    String text = root.path(index).toString();
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
