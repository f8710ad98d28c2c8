package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The low-rank change of a linear layer's weight (Hu et al. 2021, "LoRA", arXiv:2106.09685): {@code
 * W + alpha/r · B·A}, with {@code lora_A [r,in]} and {@code lora_B [out,r]}. B is 0 at first, so
 * that a new change changes nothing.
 *
 * <p>The sum is made before each call and not added to the layer's output, so that operators which
 * fuse several layers need not know of it. Gradients of A and B are the same; those of the sum are
 * computed on the way, so that a step saves the memory of the optimizer and not the time of the
 * gradients.
 */
final class LowRank extends Module {
  private final TorchOps ops;
  private final Parameter down;
  private final Parameter up;
  private final String script;

  /**
   * @param weight shape of the layer's weight, {@code [out,in]}
   * @param rank r, the rank of the change
   * @param alpha scale of the change, divided by r
   */
  LowRank(TorchOps ops, Shape weight, int rank, double alpha) {
    this.ops = ops;
    this.down = parameter(Linear.LORA_A, new Shape(rank, weight.get(1)), Inits.kaimingUniform());
    this.up = parameter(Linear.LORA_B, new Shape(weight.get(0), rank), Inits.ZEROS);
    this.script =
        String.format(
            Locale.ROOT,
            "def forward(self, w, a, b):\n  return w + torch.matmul(b, a) * %s\n",
            alpha / rank);
  }

  /** The changed weight, as an argument of one script; gradients reach A and B. */
  NDArray added(NDArray weight) {
    return ops.madeForOneCall(script, weight, down.array(), up.array());
  }

  /** Changes a weight for good. */
  void mergeInto(Parameter weight) {
    NDArray sum = ops.call(script, weight.array(), down.array(), up.array());
    weight.set(sum.stopGradient());
    sum.close();
  }
}
