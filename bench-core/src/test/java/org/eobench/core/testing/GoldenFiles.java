package org.eobench.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.io.tensors.NpyArray;

/**
 * One recorded case: what the original was given and what it answered.
 *
 * @param folder the case's files
 * @param json its {@code case.json}
 */
public record GoldenFiles(Path folder, JsonNode json) {

  /** The cases whose component starts with {@code component}, in the order of their names. */
  public static List<GoldenFiles> of(String component) throws IOException {
    try (Stream<Path> folders = Files.list(SharedFiles.require("golden"))) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(GoldenFiles::read)
          .filter(golden -> golden.component().startsWith(component))
          .toList();
    }
  }

  private static GoldenFiles read(Path folder) {
    try {
      JsonNode json = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
      return new GoldenFiles(folder, json);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  public String component() {
    return json.path("component").asText();
  }

  public JsonNode config() {
    return json.path("config");
  }

  public NpyArray input(String name) {
    return Npy.read(folder.resolve("input_" + name + ".npy"));
  }

  /** Whether an answer of this name was recorded. */
  public boolean expects(String name) {
    return Files.exists(folder.resolve("expected_" + name + ".npy"));
  }

  /** Compares values with a recorded answer, within the case's own tolerance. */
  public void check(String name, long[] shape, double[] got) {
    NpyArray expected = Npy.read(folder.resolve("expected_" + name + ".npy"));
    Assertions.assertThat(shape).as("%s, shape of %s", this, name).isEqualTo(expected.shape());
    JsonNode tolerance = null;
    for (JsonNode entry : json.path("expected")) {
      if (entry.path("name").asText().equals(name)) {
        tolerance = entry.path("tolerance");
      }
    }
    Assertions.assertThat(tolerance).as("tolerance of " + name).isNotNull();
    double[] right = expected.doubles();
    double atol = java.util.Objects.requireNonNull(tolerance).path("atol").asDouble();
    double rtol = tolerance.path("rtol").asDouble();
    for (int i = 0; i < right.length; i++) {
      Assertions.assertThat(Math.abs(got[i] - right[i]))
          .as("%s, %s[%d]: got %s, expected %s", this, name, i, got[i], right[i])
          .isLessThanOrEqualTo(atol + rtol * Math.abs(right[i]));
    }
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }

  /** Floats as doubles. */
  public static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
