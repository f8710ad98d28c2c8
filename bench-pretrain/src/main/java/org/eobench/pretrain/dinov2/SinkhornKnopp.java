package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Assigns the samples of a batch evenly to the prototypes by three iterations of the Sinkhorn-Knopp
 * algorithm (Caron et al., SwAV, 2020, arXiv:2006.09882). It has no state.
 */
final class SinkhornKnopp implements Centering {
  /**
   * One factor of all exponentials cancels in the first division. It is used only where float32
   * would overflow.
   */
  private static final String SCRIPT =
      """
      def forward(self, scores, temperature):
        x = torch.div(scores, temperature)
        if x.size(0) > 0:
          x = x - torch.relu(torch.max(x) - 60.)
        q = torch.exp(x).t()
        b = q.size(1)
        k = q.size(0)
        q = torch.div(q, torch.sum(q))
        for i in range(3):
          q = torch.div(torch.div(q, torch.sum(q, [1], True)), k)
          q = torch.div(torch.div(q, torch.sum(q, [0], True)), b)
        return (q * b).t()
      """;

  private final TorchOps ops;

  SinkhornKnopp(TorchOps ops) {
    this.ops = ops;
  }

  @Override
  public NDArray probabilities(NDArray scores, NDArray temperature) {
    return ops.call(SCRIPT, scores, temperature);
  }

  @Override
  public void endStep() {
    // nothing is kept
  }

  @Override
  public void abandonStep() {
    // nothing is kept
  }

  @Override
  public Map<String, NDArray> state() {
    return Map.of();
  }
}
