package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The sum of the losses of several heads for the same targets. The loss of a head must be a mean
 * over samples, weighted or not, as that of all heads together is then the mean of theirs.
 */
public final class HeadsLoss implements Criterion {
  private final Criterion each;
  private final TorchOps ops;
  private final String repeat;
  private final String sum;

  /**
   * @param each the loss of one head
   * @param heads H
   */
  public HeadsLoss(Criterion each, int heads, TorchOps ops) {
    this.each = each;
    this.ops = ops;
    repeat =
        String.format(
            Locale.ROOT, "def forward(self, y):\n  return torch.cat([y] * %d, 0)\n", heads);
    sum = String.format(Locale.ROOT, "def forward(self, x):\n  return x * %d\n", heads);
  }

  /**
   * Returns the sum.
   *
   * @param logits {@code [H·B,K]}, head by head
   * @param target {@code [B]} or {@code [B,K]}
   */
  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return ops.call(sum, each.loss(logits, ops.call(repeat, target)));
  }
}
