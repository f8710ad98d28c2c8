package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.Weights;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.Formula;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.Mismatch;

/** Sets a model's weights to those of a case, from its file or by its formula. */
public final class GoldenWeights {
  private GoldenWeights() {}

  /**
   * @param weights object with {@code kind: file} (or {@code pth}, {@code safetensors}) and the
   *     file's name, or with {@code kind: formula}
   * @param layout layout of the file for the model
   * @throws Mismatch if the case and the model have different tensors
   */
  public static void fill(
      GoldenCase golden,
      JsonNode weights,
      TensorNames tensors,
      CheckpointLayout layout,
      NDManager manager) {
    switch (weights.path("kind").asText()) {
      case "pth", "safetensors", "file" -> {
        var path = golden.folder().resolve(weights.path("file").asText());
        try (TensorFile file = TensorFile.open(path)) {
          Weights.load(tensors.own(), file, layout, manager);
        }
        // Tensors that may be missing from a file keep their initial values.
        Weights.initialize(tensors.own(), manager, 0);
      }
      case "formula" -> {
        byFormula(weights, tensors, layout, manager);
        Weights.initialize(constructed(weights, tensors.own()), manager, 0);
      }
      default -> throw new Mismatch("weights of unknown kind " + weights.path("kind"));
    }
  }

  private static Formula formula(JsonNode node) {
    return switch (node.path("id").asText()) {
      case "F1" -> new Formula.Sine(node.path("amp").asDouble(), node.path("freq").asDouble());
      case "F2" -> new Formula.Hashed();
      default -> throw new Mismatch("unknown formula " + node);
    };
  }

  private static void byFormula(
      JsonNode weights, TensorNames tensors, CheckpointLayout layout, NDManager manager) {
    Formula formula = formula(weights.path("formula"));
    List<String> wrong = new ArrayList<>();
    for (JsonNode row : weights.path("params")) {
      String name = row.get(0).asText();
      long[] shape = ExpectedArray.shape(row.get(1));
      Parameter tensor = tensors.find(name);
      if (tensor != null && tensor.isSet()) {
        throw new Mismatch("the case has two values for the tensor " + name);
      }
      if (tensor != null && Arrays.equals(tensor.shape().getShape(), shape)) {
        float[] values = formula.values(name, shape, row.get(2).asDouble());
        tensor.set(manager.create(values, tensor.shape()));
      } else if (tensor != null || !layout.ignored().test(name)) {
        wrong.add(name + Arrays.toString(shape));
      }
    }
    if (!wrong.isEmpty()) {
      throw new Mismatch("our model has no tensor " + String.join(", ", wrong));
    }
  }

  /** Tensors that keep their initial values: those that the case lists, and integer buffers. */
  private static Map<String, Parameter> constructed(
      JsonNode weights, Map<String, Parameter> tensors) {
    Set<String> kept = new HashSet<>();
    weights.path("keep_constructed").forEach(name -> kept.add(name.asText()));
    Map<String, Parameter> constructed = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          if (!tensor.isSet()) {
            constructed.put(name, tensor);
            if (!kept.contains(name) && !tensor.dataType().isInteger()) {
              unknown.add(name);
            }
          }
        });
    if (!unknown.isEmpty()) {
      throw new Mismatch("the case has no values for " + String.join(", ", unknown));
    }
    return constructed;
  }
}
