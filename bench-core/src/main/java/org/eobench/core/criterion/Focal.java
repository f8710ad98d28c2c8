package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Locale;
import org.eobench.core.criterion.FocalConfig.Activation;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Focal loss (Lin et al., ICCV 2017, arXiv:1708.02002): the mean of {@code -α·(1-p)^γ·log p} over
 * the pixels without the ignore index, where p is the probability of the pixel's class. NaN if all
 * pixels are ignored. A single channel passes through a sigmoid and gives two classes, background
 * and foreground.
 */
public final class Focal implements Criterion {
  private final TorchOps ops;
  private final float[] alpha;
  private final String script;

  public Focal(FocalConfig config, CriterionContext context) {
    this.ops = context.ops();
    this.alpha = alpha(config, context);
    this.script =
        config.activation() == Activation.SIGMOID
            ? binary(config, context)
            : joint(config, context);
  }

  private static String joint(FocalConfig config, CriterionContext context) {
    return String.format(
        Locale.ROOT,
        """
        def forward(self, logits, target, alpha):
          counts = torch.ne(target, %d)
          label = torch.masked_fill(target, torch.logical_not(counts), 0)
          if logits.size(1) == 1:
            log_p = torch.log_sigmoid(torch.cat([torch.neg(logits), logits], 1))
          else:
            log_p = torch.log_softmax(logits, 1)
          of_label = torch.squeeze(torch.gather(log_p, 1, torch.unsqueeze(label, 1)), 1)
          weight = torch.index_select(alpha, 0, torch.flatten(label)).view_as(label)
          # exp of a log probability may round above 1, where a power of the rest is not a number
          rest = torch.clamp_min(1 - torch.exp(of_label), 0)
          each = torch.neg(weight * torch.pow(rest, %s) * of_label)
          v = torch.to(counts, each.dtype)
          return torch.sum(each * v) / torch.sum(v)
        """,
        context.ignoreIndex(),
        config.gamma());
  }

  /** The mean over pixels and classes of one binary loss per class. */
  private static String binary(FocalConfig config, CriterionContext context) {
    return String.format(
        Locale.ROOT,
        """
        def forward(self, logits, target, alpha):
          counts = torch.ne(target, %d)
          label = torch.masked_fill(target, torch.logical_not(counts), 0)
          k = logits.size(1)
          if k == 1:
            t = torch.unsqueeze(label, 1)
          else:
            t = torch.movedim(torch.one_hot(label, k), -1, 1)
          log_p = torch.log_sigmoid(torch.where(torch.gt(t, 0), logits, torch.neg(logits)))
          rest = torch.clamp_min(1 - torch.exp(log_p), 0)
          each = torch.neg(torch.pow(rest, %s) * log_p)
          v = torch.to(torch.unsqueeze(counts, 1), each.dtype)
          return torch.sum(each * v) / (torch.sum(v) * k)
        """,
        context.ignoreIndex(),
        config.gamma());
  }

  private static float[] alpha(FocalConfig config, CriterionContext context) {
    if (config.alpha() != null) {
      return ClassWeights.of(config.alpha(), context);
    }
    float[] equal = new float[Math.max(2, context.numClasses())];
    Arrays.fill(equal, 1);
    return equal;
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return ops.call(script, logits, target, logits.getManager().create(alpha));
  }
}
