package org.eobench.pretrain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.cases.Comparison;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.Deviation;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;

/** A case of {@code shared/golden_2026}, and what a test computed for it. */
public final class Recorded {
  private final GoldenCase golden;
  private final ComputedArrays computed = new ComputedArrays();
  private final Set<String> given = new TreeSet<>();

  /** Reads a case; skips the test where it does not exist. */
  public Recorded(String id) {
    golden = GoldenCase.read(SharedFiles.require("golden_2026/" + id));
  }

  public GoldenCase golden() {
    return golden;
  }

  public JsonNode config() {
    return golden.config();
  }

  /** An input as float32. */
  public NDArray floats(String name, NDManager manager) {
    return manager.create(golden.input(name).floats(), new Shape(golden.inputShape(name)));
  }

  public long[] longs(String name) {
    return golden.input(name).longs();
  }

  public double[] doubles(String name) {
    return golden.input(name).values();
  }

  public void put(String name, NDArray array) {
    computed.put(name, array.toFloatArray());
    given.add(name);
  }

  public void put(String name, double... values) {
    computed.put(name, values);
    given.add(name);
  }

  public void putTensors(String name, Map<String, float[]> tensors) {
    computed.putTensors(name, tensors);
    given.add(name);
  }

  /** Compares every recorded array, each of which must have been computed. */
  public void check() {
    assertThat(given)
        .containsExactlyInAnyOrderElementsOf(
            golden.expected().stream().map(ExpectedArray::name).toList());
    for (ExpectedArray expected : golden.expected()) {
      Deviation worst = Comparison.worst(expected, computed);
      assertThat(worst.within()).as(worst.describe()).isTrue();
    }
  }
}
