package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.SharedBatch;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Stochastic depth (Huang et al., "Deep Networks with Stochastic Depth", ECCV 2016,
 * arXiv:1603.09382): in training, drops the whole branch of a residual block for a sample with a
 * given probability, and scales the branch of the other samples to keep the mean; in evaluation,
 * does nothing. {@link TorchOps#seed} sets its random state.
 */
public final class DropPath extends Module {
  private final TorchOps ops;
  private final double rate;

  /**
   * @param rate probability of dropping, from 0 to below 1
   */
  public DropPath(TorchOps ops, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "drop path rate %s is not in [0, 1)", rate));
    }
    this.ops = ops;
    this.rate = rate;
  }

  /** Maps {@code [B,*]} to the same shape; returns the input array itself if nothing is dropped. */
  public NDArray forward(NDArray branch) {
    return training() && rate > 0 ? ops.call(script(), branch) : branch;
  }

  /** Dropout of one factor per sample. */
  private String script() {
    return String.format(
        Locale.ROOT,
        """
        def forward(self, x):
          kept = torch.ones([x.size(0)] + [1] * (x.dim() - 1), dtype=None, layout=None, device=x.device)
          return x * (%s)
        """,
        SharedBatch.dropout(ops, "kept", rate, false));
  }
}
