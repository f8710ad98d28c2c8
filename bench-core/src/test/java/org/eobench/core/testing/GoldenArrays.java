package org.eobench.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.io.tensors.NpyArray;

/** Arrays of one golden case; the test that asks for a case is skipped where it is absent. */
public final class GoldenArrays {
  private final Path folder;
  private final JsonNode facts;

  private GoldenArrays(Path folder) {
    this.folder = folder;
    try {
      this.facts = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static GoldenArrays require(String id) {
    return new GoldenArrays(SharedFiles.require("golden/" + id));
  }

  /** A case of the second set. */
  public static GoldenArrays require2026(String id) {
    return new GoldenArrays(SharedFiles.require("golden_2026/" + id));
  }

  public NpyArray input(String name) {
    return Npy.read(folder.resolve("input_" + name + ".npy"));
  }

  public NpyArray expected(String name) {
    return Npy.read(folder.resolve("expected_" + name + ".npy"));
  }

  /** Fails unless {@code |actual - expected| <= atol + rtol·|expected|} everywhere. */
  public void check(String name, double[] actual) {
    double[] wanted = expected(name).doubles();
    JsonNode tolerance = tolerance(name);
    double atol = tolerance.get("atol").asDouble();
    double rtol = tolerance.get("rtol").asDouble();
    assertThat(actual).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(Math.abs(actual[i] - wanted[i]))
          .as("%s[%d]: %s instead of %s", name, i, actual[i], wanted[i])
          .isLessThanOrEqualTo(atol + rtol * Math.abs(wanted[i]));
    }
  }

  public void check(String name, float[] actual) {
    double[] doubles = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      doubles[i] = actual[i];
    }
    check(name, doubles);
  }

  /** Whether an input was recorded as integers. */
  public boolean isInteger(String name) {
    for (JsonNode array : facts.get("inputs")) {
      if (array.get("name").asText().equals(name)) {
        return array.get("dtype").asText().startsWith("int");
      }
    }
    throw new IllegalArgumentException(name);
  }

  private JsonNode tolerance(String name) {
    for (JsonNode array : facts.get("expected")) {
      if (array.get("name").asText().equals(name)) {
        return array.get("tolerance");
      }
    }
    throw new IllegalArgumentException(name);
  }
}
