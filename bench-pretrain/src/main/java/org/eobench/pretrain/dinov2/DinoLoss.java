package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Cross entropies between the teacher's probabilities and the student's scores (Caron et al. 2021,
 * arXiv:2104.14294; Zhou et al. 2022, arXiv:2111.07832). All of them compute in float32.
 */
final class DinoLoss {
  /**
   * Sums over the teacher's views before the product, because each of them meets the same student.
   */
  private static final String LOCAL =
      """
      def forward(self, student, teacher, temperature):
        k = student.size(1)
        both = torch.sum(teacher, [0])
        b = both.size(0)
        p = torch.log_softmax(torch.div(student, temperature), -1)
        return torch.div(torch.sum(p.reshape([-1, b, k]) * both), -b)
      """;

  private static final String GLOBAL =
      """
      def forward(self, student, teacher, temperature):
        p = torch.log_softmax(torch.div(student, temperature), -1)
        t = teacher.reshape([-1, teacher.size(-1)])
        return torch.div(torch.sum(p * t), -t.size(0))
      """;

  private static final String MASKED =
      """
      def forward(self, student, teacher, temperature, weights):
        p = torch.log_softmax(torch.div(student, temperature), -1)
        return torch.neg(torch.sum(torch.sum(p * teacher, [-1]) * weights))
      """;

  private final TorchOps ops;

  DinoLoss(TorchOps ops) {
    this.ops = ops;
  }

  /**
   * The sum over all pairs of a local crop and a view of the teacher of their mean cross entropy.
   *
   * @param student scores of the local crops, {@code [L·B,K]}, crop by crop
   * @param teacher probabilities, {@code [2,B,K]}
   * @param temperature scalar that divides the student's scores
   */
  NDArray local(NDArray student, NDArray teacher, NDArray temperature) {
    return ops.call(LOCAL, student, teacher, temperature);
  }

  /**
   * The mean cross entropy of each global crop and the teacher's view of the other one.
   *
   * @param student scores of the global crops, {@code [2·B,K]}, crop by crop
   * @param teacher probabilities of the <em>other</em> crop, {@code [2,B,K]}
   */
  NDArray global(NDArray student, NDArray teacher, NDArray temperature) {
    return ops.call(GLOBAL, student, teacher, temperature);
  }

  /**
   * The weighted sum of the cross entropies of masked patches.
   *
   * @param student scores of the masked patches, {@code [M,K]}
   * @param teacher probabilities of the same patches, {@code [M,K]}
   * @param weights {@code [M]}
   */
  NDArray masked(NDArray student, NDArray teacher, NDArray temperature, NDArray weights) {
    return ops.call(MASKED, student, teacher, temperature, weights);
  }
}
