package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The Kozachenko-Leonenko regularizer, which spreads the features of a batch (Sablayrolles et al.
 * 2019, arXiv:1806.03198): minus the mean logarithm of the distance of each point to its nearest
 * neighbour, on the unit sphere and in float32.
 */
final class KoLeo {
  private static final String NEAREST =
      """
      def nearest(self, x):
        return torch.argmax(torch.matmul(x, x.t()).detach().fill_diagonal_(-1), 1)
      def unit(self, x):
        return torch.div(x, torch.clamp(torch.norm(x, 2, [-1], True), 1.0e-8))
      """;

  private static final String NEIGHBOURS =
      NEAREST
          + """
          def forward(self, x):
            return self.nearest(self.unit(x))
          """;

  /** The eps of the distance is added to each component, as in torch's PairwiseDistance. */
  private static final String SCRIPT =
      NEAREST
          + """
          def forward(self, x):
            x = self.unit(x)
            nearest = self.nearest(x)
            distance = torch.norm(x - torch.index_select(x, 0, nearest) + 1.0e-8, 2, [-1], False)
            return torch.neg(torch.mean(torch.log(distance + 1.0e-8)))
          """;

  private final TorchOps ops;

  KoLeo(TorchOps ops) {
    this.ops = ops;
  }

  /**
   * The loss of the points of one crop.
   *
   * @param points {@code [B,D]}, at least two
   */
  NDArray loss(NDArray points) {
    return ops.call(SCRIPT, points);
  }

  /** The nearest neighbour of each point, int64 {@code [B]}. */
  NDArray neighbours(NDArray points) {
    return ops.call(NEIGHBOURS, points);
  }
}
