package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Subtracts a moving average of the teacher's scores (Caron et al. 2021, arXiv:2104.14294). A step
 * uses the average of the steps before it; it is zero in the first one.
 */
final class MovingCentre implements Centering {
  private static final String PROBABILITIES =
      """
      def forward(self, scores, centre, temperature):
        return torch.softmax(torch.div(scores - centre, temperature), -1)
      """;

  private static final String OBSERVE =
      """
      def forward(self, mean: List[Tensor], scores: List[Tensor]):
        mean[0].add_(torch.mean(scores[0], [0], True))
        mean[1].add_(1)
        return mean
      """;

  private static final String MOVE =
      """
      def forward(self, centre: List[Tensor], mean: List[Tensor], momentum: float):
        centre[0].mul_(momentum).add_(torch.div(mean[0], mean[1]), alpha=1. - momentum)
        mean[0].zero_()
        mean[1].zero_()
        return (centre, mean)
      """;

  private static final String FORGET =
      """
      def forward(self, mean: List[Tensor]):
        mean[0].zero_()
        mean[1].zero_()
        return mean
      """;

  private final TorchOps ops;
  private final double momentum;
  private final NDArray centre;
  private final List<NDArray> mean;
  private boolean observed;

  /**
   * @param momentum share of the centre that a step keeps
   * @param owner owner of the centre
   */
  MovingCentre(TorchOps ops, int prototypes, double momentum, NDManager owner) {
    this.ops = ops;
    this.momentum = momentum;
    this.centre = owner.zeros(new Shape(1, prototypes));
    this.mean = List.of(owner.zeros(new Shape(1, prototypes)), owner.zeros(new Shape()));
  }

  @Override
  public NDArray probabilities(NDArray scores, NDArray temperature) {
    if (scores.getShape().get(0) > 0) {
      ops.update(OBSERVE, List.of(mean, List.of(scores)));
      observed = true;
    }
    return ops.call(PROBABILITIES, scores, centre, temperature);
  }

  @Override
  public void endStep() {
    if (observed) {
      ops.update(MOVE, List.of(List.of(centre), mean), momentum);
      observed = false;
    }
  }

  @Override
  public void abandonStep() {
    ops.update(FORGET, List.of(mean));
    observed = false;
  }

  @Override
  public Map<String, NDArray> state() {
    return Map.of("centre", centre);
  }
}
