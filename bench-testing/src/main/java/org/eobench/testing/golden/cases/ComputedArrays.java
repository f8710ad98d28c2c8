package org.eobench.testing.golden.cases;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arrays that our component computed for one case, by the names of the expected arrays. */
public final class ComputedArrays {
  private final Map<String, double[]> arrays = new LinkedHashMap<>();
  private final Map<String, Map<String, float[]>> tables = new LinkedHashMap<>();
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final List<String> differences = new ArrayList<>();
  private Tolerance defaultTolerance = Tolerance.EXACT;
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

  /** A whole array. */
  public void put(String name, NDArray array) {
    put(name, array.toFloatArray());
    shapes.put(name, array.getShape().getShape());
  }

  /** Tensors by parameter name, for a table over parameters or for concatenated buffers. */
  public void putTensors(String name, Map<String, float[]> tensors) {
    tables.put(name, tensors);
  }

  /** The tolerance of arrays for which the case has none; without a default they must be equal. */
  public void defaultTolerance(@Nullable Tolerance tolerance) {
    if (tolerance != null) {
      defaultTolerance = tolerance;
    }
  }

  /**
   * Reports that the case was recorded with an option that our component does not have, so that a
   * different case was run.
   */
  public void difference(String sentence) {
    differences.add(sentence);
  }

  /**
   * Reports our behaviour if the case records a fault of the original that must not be copied. It
   * is accepted only if the case itself mentions such a fault.
   */
  public void insteadOfBug(String sentence) {
    insteadOfBug = sentence;
  }

  double @Nullable [] array(String name) {
    return arrays.get(name);
  }

  /** The shape of an array, or null if it is unknown. */
  long @Nullable [] shape(String name) {
    return shapes.get(name);
  }

  Tolerance defaultTolerance() {
    return defaultTolerance;
  }

  public List<String> differences() {
    return List.copyOf(differences);
  }

  @Nullable Map<String, float[]> tensors(String name) {
    return tables.get(name);
  }

  public @Nullable String insteadOfBug() {
    return insteadOfBug;
  }
}
