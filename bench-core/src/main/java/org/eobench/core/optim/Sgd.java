package org.eobench.core.optim;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Stochastic gradient descent with PyTorch's momentum and coupled weight decay:
 *
 * <pre>
 * g = g + weight_decay·w          b = momentum·b + g
 * w = w - lr·b                    (nesterov: w - lr·(g + momentum·b))
 * </pre>
 *
 * All tensors of the same rates are updated by one call of libtorch's fused kernel.
 */
public final class Sgd extends FusedOptimizer {
  private final List<NDArray> momenta;
  private final Map<TensorRates, List<Integer>> groups;
  private final double weightDecay;
  private final String script;

  public Sgd(SgdConfig config, OptimizerContext context) {
    super(context, config.lr());
    List<Integer> all = IntStream.range(0, names().size()).boxed().toList();
    this.groups = byRates(all, context.rates());
    this.weightDecay = config.weightDecay();
    this.momenta = config.momentum() == 0 ? List.of() : slot("momentum_buffer");
    this.script =
        METHOD
            + String.format(
                Locale.ROOT,
                """
                def forward(self, trained: List[Tensor], momenta: List[Tensor], rate: float,
                            decay: float):
                  seen = self.reached(trained)
                  w = [trained[i] for i in seen]
                  g = [trained[i].grad.contiguous() for i in seen]
                  b = %s
                  if len(w) > 0:
                    torch._fused_sgd_(w, g, b, weight_decay=decay, momentum=%s, lr=rate, dampening=0.,
                                      nesterov=%s, maximize=False, is_first_step=False)
                  return (w, b)
                """,
                momenta.isEmpty() ? "annotate(List[Tensor], [])" : "[momenta[i] for i in seen]",
                config.momentum(),
                config.nesterov() ? "True" : "False");
  }

  @Override
  public void step(double learningRate) {
    groups.forEach(
        (rates, members) ->
            update(
                script,
                members,
                List.of(momenta),
                learningRate * rates.lrFactor(),
                rates.weightDecay() == null ? weightDecay : rates.weightDecay()));
  }
}
