package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Moves the teacher's parameters towards those of the student: {@code teacher = m·teacher + (1 -
 * m)·student} (Tarvainen and Valpola 2017, arXiv:1703.01780).
 */
final class MovingAverage {
  private static final String SCRIPT =
      """
      def forward(self, teacher: List[Tensor], student: List[Tensor], momentum: float):
        torch._foreach_mul_(teacher, momentum)
        torch._foreach_add_(teacher, student, alpha=1. - momentum)
        return teacher
      """;

  private final TorchOps ops;

  MovingAverage(TorchOps ops) {
    this.ops = ops;
  }

  /**
   * Updates the teacher in place.
   *
   * @param momentum share of the teacher that is kept
   */
  void update(List<NDArray> teacher, List<NDArray> student, double momentum) {
    ops.update(SCRIPT, List.of(teacher, student), momentum);
  }
}
