package org.eobench.core.nn;

import java.util.Locale;

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

  /** The TorchScript expression, which may overwrite {@code variable}. */
  String inPlace(String variable) {
    return String.format(Locale.ROOT, expression, variable);
  }
}
