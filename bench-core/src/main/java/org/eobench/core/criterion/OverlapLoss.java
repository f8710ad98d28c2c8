package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.criterion.OverlapConfig.AbsentClasses;
import org.eobench.core.criterion.OverlapConfig.IgnoredPredictions;
import org.eobench.core.nn.torch.TorchOps;

/**
 * One minus the overlap of probabilities and target, averaged over the classes of all images with
 * at least one valid pixel. Dice (Milletari et al., "V-Net", 3DV 2016) is {@code 2I/(P+T)} and
 * Jaccard {@code I/(P+T-I)}, where I is the sum of the products, P the sum of the probabilities and
 * T the sum of the targets over the pixels of an image. A single channel passes through a sigmoid
 * and represents class 1. NaN if no pixel is valid.
 */
public final class OverlapLoss implements Criterion {
  private final TorchOps ops;
  private final String script;

  private OverlapLoss(
      String numerator, String denominator, OverlapConfig config, CriterionContext context) {
    this.ops = context.ops();
    this.script =
        MaskedTarget.method(context.ignoreIndex())
            + String.format(
                Locale.ROOT,
                """
                def together(self, x):
                  return torch.unsqueeze(torch.flatten(torch.transpose(x, 0, 1), 1), 0)
                def forward(self, logits, target):
                  p, t, v = self.masked(logits, target)
                  %s
                  p = %s
                  i = torch.sum(p * t, [2])
                  both = torch.sum(%s, [2]) + torch.sum(t, [2])
                  overlap = (%s + %s) / (%s + %s)
                  %s
                  keep = torch.gt(torch.sum(v, [2]), 0) & %s
                  keep = torch.to(torch.expand_as(keep, overlap), overlap.dtype)
                  return 1 - torch.sum(overlap * keep) / torch.sum(keep)
                """,
                config.over() == OverlapConfig.Over.BATCH
                    ? "p, t, v = self.together(p), self.together(t), self.together(v)"
                    : "",
                config.ignoredPredictions() == IgnoredPredictions.SKIP ? "p * v" : "p",
                config.exponent() == 2 ? "p * p" : "p",
                numerator,
                config.smooth(),
                denominator,
                config.smooth(),
                config.absentClasses() == AbsentClasses.ZERO
                    ? "overlap = torch.where(torch.gt(torch.sum(t, [2]), 0), overlap, 1.)"
                    : "",
                config.absentClasses() == AbsentClasses.SKIP
                    ? "torch.gt(torch.sum(t, [2]), 0)"
                    : "torch.ge(i, 0)");
  }

  public static OverlapLoss dice(OverlapConfig config, CriterionContext context) {
    return new OverlapLoss("2 * i", "both", config, context);
  }

  public static OverlapLoss jaccard(OverlapConfig config, CriterionContext context) {
    return new OverlapLoss("i", "both - i", config, context);
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return ops.call(script, logits, target);
  }
}
