package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Applies a loss to standardized targets: the model predicts {@code (value - offset) / scale}, the
 * data holds {@code value}.
 */
public final class StandardizedTarget implements Criterion {
  private final Criterion inner;
  private final TorchOps ops;
  private final String script;

  private StandardizedTarget(Criterion inner, Quantity quantity, TorchOps ops) {
    this.inner = inner;
    this.ops = ops;
    this.script =
        String.format(
            Locale.ROOT,
            "def forward(self, y):\n  return (y - %.17g) / %.17g\n",
            quantity.offset(),
            quantity.scale());
  }

  /** Returns the loss itself if model and data have the same scale. */
  public static Criterion of(Criterion inner, Quantity quantity, TorchOps ops) {
    boolean same = quantity.offset() == 0 && quantity.scale() == 1;
    return same ? inner : new StandardizedTarget(inner, quantity, ops);
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return inner.loss(logits, ops.call(script, target));
  }
}
