package org.eobench.testing.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What our component gave for one case, by the names of the case's expected arrays. */
public final class Answers {
  private final Map<String, double[]> arrays = new LinkedHashMap<>();
  private final Map<String, Map<String, float[]>> tables = new LinkedHashMap<>();
  private @Nullable String insteadOfBug;

  /** A whole array in C order. */
  public void put(String name, double[] values) {
    arrays.put(name, values);
  }

  /** A whole array in C order. */
  public void put(String name, float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    arrays.put(name, wide);
  }

  /** Tensors by parameter name, for a table over parameters or for concatenated buffers. */
  public void putTensors(String name, Map<String, float[]> tensors) {
    tables.put(name, tensors);
  }

  /** All arrays and tables of {@code other} under other names. */
  public void putAll(Answers other, UnaryOperator<String> renamed) {
    other.arrays.forEach((name, array) -> arrays.put(renamed.apply(name), array));
    other.tables.forEach((name, table) -> tables.put(renamed.apply(name), table));
  }

  /**
   * Says what we do where the case records a fault of the original that must not be copied. Only a
   * case that itself speaks of such a fault may be answered so.
   */
  public void insteadOfBug(String sentence) {
    insteadOfBug = sentence;
  }

  double @Nullable [] array(String name) {
    return arrays.get(name);
  }

  @Nullable Map<String, float[]> tensors(String name) {
    return tables.get(name);
  }

  @Nullable String insteadOfBug() {
    return insteadOfBug;
  }
}
