package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.criterion.KlDivConfig.Input;
import org.eobench.core.criterion.KlDivConfig.Reduction;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Kullback-Leibler divergence {@code Σ t·(log t - log p)} between predicted and true class
 * proportions. The target is float with the shape of the logits, {@code [B,K]} or {@code
 * [B,K,H,W]}; NaN is ignored.
 */
public final class KlDiv implements Criterion {
  private final TorchOps ops;
  private final String script;

  public KlDiv(KlDivConfig config, CriterionContext context) {
    ops = context.ops();
    script =
        String.format(
            Locale.ROOT,
            """
            def forward(self, logits, target):
              counts = torch.logical_not(torch.isnan(target))
              t = torch.masked_fill(target, torch.logical_not(counts), 0)
              log_p = %s
              sum = torch.sum(torch.xlogy(t, t) - t * log_p)
              return sum / (torch.sum(counts) // %s)
            """,
            config.input() == Input.LOGITS ? "torch.log_softmax(logits, 1)" : "logits",
            config.reduction() == Reduction.DISTRIBUTIONS ? "target.size(1)" : "1");
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return ops.call(script, logits, target);
  }
}
