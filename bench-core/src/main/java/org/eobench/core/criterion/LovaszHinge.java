package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The binary Lovász hinge (Berman et al., CVPR 2018, arXiv:1705.08790) of a single channel {@code
 * [B,1,H,W]}: a convex surrogate of the Jaccard index of the foreground, for margins and not for
 * probabilities. Ignored pixels have no effect. NaN if all pixels are ignored.
 */
public final class LovaszHinge implements Criterion {
  private final TorchOps ops;
  private final String script;

  public LovaszHinge(LovaszHingeConfig config, CriterionContext context) {
    this.ops = context.ops();
    // Ignored pixels get error 0 and no class, so they sort behind all errors above 0.
    this.script =
        MaskedTarget.method(context.ignoreIndex())
            + String.format(
                Locale.ROOT,
                """
                def forward(self, logits, target):
                  p, t, v = self.masked(logits, target)
                  x = torch.squeeze(torch.flatten(logits, 2), 1)
                  t = torch.squeeze(t, 1)
                  v = torch.squeeze(v, 1)
                  %s
                  error = torch.where(torch.gt(v, 0), 1 - x * (2 * t - 1), 0.)
                  sorted, order = torch.sort(error, 1, True)
                  hot = torch.gather(t, 1, order)
                  counts = torch.gather(v, 1, order)
                  total = torch.sum(hot, [1], True)
                  inside = total - torch.cumsum(hot, 1)
                  outside = total + torch.cumsum(counts - hot, 1)
                  jaccard = 1 - inside / torch.clamp_min(outside, 1)
                  steps = torch.cat([torch.slice(jaccard, 1, 0, 1), torch.diff(jaccard, 1, 1)], 1)
                  each = torch.sum(torch.relu(sorted) * steps * counts, [1])
                  return torch.mean(each) + 0 / torch.sum(v)
                """,
                config.perImage() ? "" : "x, t, v = x.view(1, -1), t.view(1, -1), v.view(1, -1)");
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return ops.call(script, logits, target);
  }
}
