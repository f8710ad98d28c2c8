package org.eobench.core.optim;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, arXiv:1711.05101) in
 * PyTorch's arithmetic. For each tensor w with gradient g, at its step t:
 *
 * <pre>
 * w = w·(1 - lr·weight_decay)
 * m = β1·m + (1 - β1)·g          v = β2·v + (1 - β2)·g²
 * w = w - lr/(1 - β1ᵗ) · m / (√v/√(1 - β2ᵗ) + eps)
 * </pre>
 *
 * All tensors are updated by one call of libtorch's fused kernel.
 */
public final class AdamW extends FusedOptimizer {
  private final List<NDArray> means;
  private final List<NDArray> squares;
  private final List<NDArray> steps;
  private final double weightDecay;
  private final String script;

  public AdamW(AdamWConfig config, OptimizerContext context) {
    super(context, config.lr());
    this.weightDecay = config.weightDecay();
    this.means = slot("exp_avg");
    this.squares = slot("exp_avg_sq");
    this.steps = scalarSlot("step");
    this.script =
        METHOD
            + String.format(
                Locale.ROOT,
                """
                def forward(self, trained: List[Tensor], means: List[Tensor], squares: List[Tensor],
                            steps: List[Tensor], rate: float, decay: float):
                  seen = self.reached(trained)
                  w = [trained[i] for i in seen]
                  g = [trained[i].grad.contiguous() for i in seen]
                  m = [means[i] for i in seen]
                  v = [squares[i] for i in seen]
                  t = [steps[i] for i in seen]
                  if len(w) > 0:
                    torch._foreach_add_(t, 1)
                    torch._fused_adamw_(w, g, m, v, annotate(List[Tensor], []), t, lr=rate,
                                        beta1=%s, beta2=%s, weight_decay=decay, eps=%s,
                                        amsgrad=False, maximize=False)
                  return (w, m, v, t)
                """,
                config.betas().get(0),
                config.betas().get(1),
                config.eps());
  }

  @Override
  public void step(double learningRate) {
    step(learningRate, weightDecay);
  }

  /** Like {@link #step(double)}, with another weight decay than the configured one. */
  public void step(double learningRate, double decay) {
    update(script, List.of(means, squares, steps), learningRate, decay);
  }
}
