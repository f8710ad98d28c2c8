package org.eobench.pretrain.mae;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/** The mean squared error of the pixels of removed patches. */
final class MaeLoss {
  private static final String PLAIN =
      """
      def wanted(self, t):
        return t
      """;

  /** Each patch with mean 0 and its unbiased variance 1. */
  private static final String NORMALIZED =
      """
      def wanted(self, t):
        mean = torch.mean(t, [-1], True)
        variance = torch.var(t, [-1], True, True)
        return torch.div(t - mean, torch.sqrt(variance + 1.0e-6))
      """;

  private static final String LOSS =
      """
      def forward(self, predicted, target, removed):
        d = predicted - self.wanted(target)
        each = torch.mean(d * d, [-1])
        return torch.div(torch.sum(each * removed), torch.sum(removed))
      """;

  private final TorchOps ops;
  private final String script;

  /**
   * @param normalized whether the pixels of each patch are normalized before they are compared
   */
  MaeLoss(TorchOps ops, boolean normalized) {
    this.ops = ops;
    this.script = (normalized ? NORMALIZED : PLAIN) + LOSS;
  }

  /**
   * The loss.
   *
   * @param predicted {@code [B,N,pixels]}
   * @param target {@code [B,N,pixels]}
   * @param removed {@code [B,N]}, 1 where a patch was removed, at least once
   */
  NDArray loss(NDArray predicted, NDArray target, NDArray removed) {
    return ops.call(script, predicted, target, removed);
  }
}
