package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * A regression loss, averaged over the pixels of a float target {@code [B,H,W]} that are not NaN.
 * Predictions have a single channel {@code [B,1,H,W]} or the shape of the target. NaN if no pixel
 * is valid.
 */
public final class RegressionLoss implements Criterion {
  private final TorchOps ops;
  private final String script;

  private RegressionLoss(CriterionContext context, String ofDifference) {
    this.ops = context.ops();
    this.script =
        String.format(
            Locale.ROOT,
            """
            def forward(self, prediction, target):
              counts = torch.logical_not(torch.isnan(target))
              y = torch.masked_fill(target, torch.logical_not(counts), 0)
              d = torch.where(counts, prediction.view_as(y) - y, torch.zeros_like(y))
              v = torch.to(counts, d.dtype)
              return torch.sum(%s) / torch.sum(v)
            """,
            ofDifference);
  }

  /** Keys of {@code _target_: mse} and {@code _target_: mae}; there are none. */
  public record PlainConfig() {}

  /**
   * Keys of {@code _target_: huber}.
   *
   * @param delta error beyond which the loss is linear, in the unit of the target
   */
  public record HuberConfig(double delta) {
    public HuberConfig {
      Keys.require(delta > 0, String.format(Locale.ROOT, "delta=%s must be positive", delta));
    }
  }

  /** Mean squared error. */
  public static RegressionLoss mse(PlainConfig config, CriterionContext context) {
    return new RegressionLoss(context, "d * d");
  }

  /** Mean absolute error. */
  public static RegressionLoss mae(PlainConfig config, CriterionContext context) {
    return new RegressionLoss(context, "torch.abs(d)");
  }

  /** Half the squared error up to {@code delta} and linear beyond (Huber 1964). */
  public static RegressionLoss huber(HuberConfig config, CriterionContext context) {
    String script =
        "torch.where(torch.le(torch.abs(d), %1$s), 0.5 * d * d, %1$s * (torch.abs(d) - 0.5 *"
            + " %1$s))";
    return new RegressionLoss(context, String.format(Locale.ROOT, script, config.delta()));
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    return ops.call(script, logits, target);
  }
}
