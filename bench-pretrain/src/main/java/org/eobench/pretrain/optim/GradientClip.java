package org.eobench.pretrain.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Scales gradients down to a largest norm, as {@code torch.nn.utils.clip_grad_norm_}. Everything
 * stays on the device.
 */
final class GradientClip {
  /** The norm of the gradients that exist, and the factor {@code most / (norm + 1e-6)} up to 1. */
  private static final String SCRIPT =
      """
      def forward(self, trained: List[Tensor], norm: List[Tensor], most: float):
        gradients = annotate(List[Optional[Tensor]], [])
        for tensor in trained:
          gradients.append(tensor.grad)
        which = annotate(List[int], [])
        for i in range(len(trained)):
          if gradients[i] is not None:
            which.append(i)
        squares = [torch.norm(trained[i].grad, 2) for i in which]
        if len(squares) > 0:
          norm[0].copy_(torch.norm(torch.stack(squares), 2))
          if most > 0.:
            factor = torch.clamp(torch.div(most, norm[0] + 1e-6), None, 1.)
            for i in which:
              trained[i].grad.mul_(factor)
        return (trained, norm)
      """;

  private final TorchOps ops;
  private final double most;

  /**
   * @param most largest norm; null only measures
   */
  GradientClip(TorchOps ops, @Nullable Double most) {
    this.ops = ops;
    this.most = most == null ? 0 : most;
  }

  /**
   * Clips the gradients of some tensors together.
   *
   * @param owner owner of the result
   * @return their norm before, a scalar on the device
   */
  NDArray clip(List<NDArray> trained, NDManager owner) {
    NDArray norm = owner.create(0f);
    ops.update(SCRIPT, List.of(trained, List.of(norm)), most);
    return norm;
  }
}
