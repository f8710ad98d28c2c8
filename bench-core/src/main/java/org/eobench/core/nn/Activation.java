package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/** A pointwise activation function. */
public enum Activation {
  NONE("%s"),
  RELU("torch.relu_(%s)"),
  /** Exact (erf) GELU. */
  GELU("torch.gelu(%s)");

  private final String expression;

  Activation(String expression) {
    this.expression = expression;
  }

  /** The activation of an array, which stays as it is. */
  NDArray of(TorchOps ops, NDArray x) {
    return switch (this) {
      case NONE -> x;
      case RELU -> ops.relu(x);
      case GELU -> ops.gelu(x);
    };
  }

  /** The TorchScript expression, which may overwrite {@code variable}. */
  String inPlace(String variable) {
    return String.format(Locale.ROOT, expression, variable);
  }
}
