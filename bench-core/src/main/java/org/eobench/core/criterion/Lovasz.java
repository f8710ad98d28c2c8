package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The Lovász-softmax loss (Berman et al., CVPR 2018, arXiv:1705.08790), a convex surrogate of the
 * Jaccard index over all pixels of the batch, averaged over the classes in the target. Ignored
 * pixels have no effect. NaN if all pixels are ignored. A single channel passes through a sigmoid
 * and gives two classes, background and foreground.
 */
public final class Lovasz implements Criterion {
  private final TorchOps ops;
  private final String script;

  public Lovasz(LovaszConfig config, CriterionContext context) {
    this.ops = context.ops();
    // Ignored pixels get error 0 and no class, so they sort last and have no effect.
    this.script =
        MaskedTarget.method(context.ignoreIndex())
            + """
            def forward(self, logits, target):
              p, t, v = self.masked(logits, target)
              if p.size(1) == 1:
                p = torch.cat([1 - p, p], 1)
                t = torch.cat([v - t, t], 1)
              p = torch.flatten(torch.transpose(p, 0, 1), 1)
              t = torch.flatten(torch.transpose(t, 0, 1), 1)
              v = torch.flatten(torch.transpose(v, 0, 1), 1)
              error = torch.abs(t - p) * v
              sorted, order = torch.sort(error, 1, True)
              hot = torch.gather(t, 1, order)
              counts = torch.gather(torch.expand_as(v, t), 1, order)
              total = torch.sum(hot, [1], True)
              inside = total - torch.cumsum(hot, 1)
              outside = total + torch.cumsum(counts - hot, 1)
              jaccard = 1 - inside / torch.clamp_min(outside, 1)
              steps = torch.cat([torch.slice(jaccard, 1, 0, 1), torch.diff(jaccard, 1, 1)], 1)
              each = torch.sum(sorted * steps, [1])
              occurs = torch.to(torch.gt(torch.squeeze(total, 1), 0), each.dtype)
              return torch.sum(each * occurs) / torch.sum(occurs)
            """;
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return ops.call(script, logits, target);
  }
}
