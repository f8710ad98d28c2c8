package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.testing.golden.cases.ExpectedArray;

/** Gradients of a scalar with respect to named arrays. */
public final class Gradients {
  private Gradients() {}

  /** Computes {@code loss} while recording gradients and runs one backward pass. */
  public static void back(Supplier<NDArray> loss) {
    try (GradientCollector collector = TorchEngine.get().newGradientCollector()) {
      collector.backward(loss.get());
    }
  }

  /** {@code mean(x²)}, the scalar whose gradients the cases record. */
  static NDArray meanSquare(NDArray x) {
    return x.mul(x).mean();
  }

  /** Enables gradients of every float tensor, including fixed ones such as position tables. */
  static void require(TensorNames tensors, List<ExpectedArray.Row> rows) {
    for (ExpectedArray.Row row : rows) {
      Parameter tensor = tensors.find(row.parameter());
      if (tensor != null) {
        tensor.array().setRequiresGradient(true);
      }
    }
  }

  static Map<String, float[]> of(TensorNames tensors, List<ExpectedArray.Row> rows) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    for (ExpectedArray.Row row : rows) {
      Parameter tensor = tensors.find(row.parameter());
      if (tensor != null) {
        gradients.put(row.parameter(), of(tensor.array()));
      }
    }
    return gradients;
  }

  public static float[] of(NDArray array) {
    try (NDArray gradient = array.getGradient()) {
      return gradient.toFloatArray();
    }
  }
}
