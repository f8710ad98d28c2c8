package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Binary cross entropy with logits, averaged over all valid elements. The target is either float
 * with the shape of the logits (several labels, or probabilities in [0,1]; NaN is ignored), or
 * integer labels {@code [B,H,W]} for a single channel {@code [B,1,H,W]} with the ignore index. NaN
 * if no element is valid.
 */
public final class BinaryCrossEntropy implements Criterion {
  private final TorchOps ops;
  private final String labels;
  private final String shares;

  public BinaryCrossEntropy(BinaryCrossEntropyConfig config, CriterionContext context) {
    ops = context.ops();
    String mean =
        String.format(
            Locale.ROOT,
            """
            def mean(self, logits, t, counts):
              positive = torch.log_sigmoid(logits) * %s
              negative = torch.log_sigmoid(torch.neg(logits))
              each = torch.neg(t * positive + (1 - t) * negative)
              v = torch.to(counts, each.dtype)
              return torch.sum(each * v) / torch.sum(v)
            """,
            config.posWeight());
    labels =
        mean
            + String.format(
                Locale.ROOT,
                """
                def forward(self, logits, target):
                  counts = torch.ne(target, %d)
                  t = torch.masked_fill(target, torch.logical_not(counts), 0)
                  return self.mean(torch.squeeze(logits, 1), torch.to(t, logits.dtype), counts)
                """,
                context.ignoreIndex());
    shares =
        mean
            + """
            def forward(self, logits, target):
              counts = torch.logical_not(torch.isnan(target))
              t = torch.masked_fill(target, torch.logical_not(counts), 0)
              return self.mean(logits, t, counts)
            """;
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return ops.call(target.getDataType().isFloating() ? shares : labels, logits, target);
  }
}
