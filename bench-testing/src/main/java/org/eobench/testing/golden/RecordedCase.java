package org.eobench.testing.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eobench.core.io.tensors.Npy;

/**
 * One recorded case of a calculation without a model: inputs, settings and expected arrays with
 * their tolerances.
 */
public final class RecordedCase {
  private final Path folder;
  private final JsonNode json;
  private final Set<String> compared = new HashSet<>();

  public RecordedCase(Path folder) {
    this.folder = folder;
    try {
      this.json = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** An input array in C order. */
  public double[] input(String name) {
    return Npy.read(folder.resolve("input_" + name + ".npy")).doubles();
  }

  /** The input {@code indices} by rows. */
  public int[][] indices() {
    int[] all = Arrays.stream(input("indices")).mapToInt(value -> (int) value).toArray();
    int width = shape("inputs", "indices").get(1).asInt();
    int[][] rows = new int[all.length / width][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(all, row * width, (row + 1) * width));
    return rows;
  }

  /** An input array of two dimensions by rows. */
  public double[][] matrix(String name) {
    int width = shape("inputs", name).get(1).asInt();
    double[] all = input(name);
    double[][] rows = new double[all.length / width][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(all, row * width, (row + 1) * width));
    return rows;
  }

  /** The settings of the recorded calculation. */
  public JsonNode config() {
    return json.path("config");
  }

  private JsonNode shape(String list, String name) {
    return named(list, name).path("shape");
  }

  private JsonNode named(String list, String name) {
    for (JsonNode node : json.path(list)) {
      if (node.path("name").asText().equals(name)) {
        return node;
      }
    }
    throw new IllegalArgumentException("no " + name + " in " + folder);
  }

  /** The settings of each row of an expected table. */
  public List<JsonNode> rows(String name) {
    List<JsonNode> rows = new ArrayList<>();
    named("expected", name).path("rows").forEach(rows::add);
    assertThat(rows).as("rows of " + name).isNotEmpty();
    return rows;
  }

  /** A recorded result in C order. */
  public double[] expected(String name) {
    return Npy.read(folder.resolve("expected_" + name + ".npy")).doubles();
  }

  /** Compares an array with the recorded one at its recorded tolerance. */
  public void check(String name, double... actual) {
    double[] expected = expected(name);
    JsonNode tolerance = named("expected", name).path("tolerance");
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      String place = name + "[" + i + "]";
      if (Double.isFinite(expected[i])) {
        double allowed =
            tolerance.path("atol").asDouble()
                + tolerance.path("rtol").asDouble() * Math.abs(expected[i]);
        assertThat(Math.abs(actual[i] - expected[i]))
            .as("%s: %s for %s", place, actual[i], expected[i])
            .isLessThanOrEqualTo(allowed);
      } else {
        assertThat(actual[i]).as(place).isEqualTo(expected[i]);
      }
    }
    compared.add(name);
  }

  /** Fails if an expected array was never compared. */
  public void requireAllCompared() {
    for (JsonNode node : json.path("expected")) {
      assertThat(compared).contains(node.path("name").asText());
    }
  }
}
