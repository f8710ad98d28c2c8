package org.eobench.core.optim;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Moves averages of parameters towards the parameters: {@code average = decay · average + (1 -
 * decay) · parameters}.
 */
public final class MovingAverage {
  private static final String SCRIPT =
      """
      def forward(self, averages: List[Tensor], parameters: List[Tensor], decay: float):
        torch._foreach_mul_(averages, decay)
        torch._foreach_add_(averages, parameters, alpha=1. - decay)
        return averages
      """;

  private final TorchOps ops;

  public MovingAverage(TorchOps ops) {
    this.ops = ops;
  }

  /**
   * Updates the averages in place.
   *
   * @param decay share of the averages that is kept
   */
  public void update(List<NDArray> averages, List<NDArray> parameters, double decay) {
    ops.update(SCRIPT, List.of(averages, parameters), decay);
  }
}
