package org.eobench.core.train;

import ai.djl.ndarray.NDArray;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.Optimizer;

/**
 * Keeps small float16 gradients from underflowing to zero (Micikevicius et al., "Mixed Precision
 * Training", ICLR 2018, arXiv:1710.03740). The loss is multiplied by a power of two before the
 * backward pass, and the gradients are divided by it afterwards. If a gradient overflows, the
 * backward pass is repeated with half the factor, so that no step is skipped.
 */
final class LossScale {
  private static final double FIRST = 65536;

  /** Number of steps without an overflow after which the factor doubles, as in PyTorch. */
  private static final int STEPS_TO_GROW = 2000;

  private double factor = FIRST;
  private int steps;

  /** The factor of the next backward pass. */
  double factor() {
    return factor;
  }

  /**
   * Computes the gradients. There must be none before the call, or zeros.
   *
   * @throws BenchException {@code GradientNotFinite} when even the unscaled loss overflows
   */
  void backward(NDArray loss, TorchOps ops, Optimizer optimizer) {
    while (true) {
      ops.backward(loss, factor);
      if (optimizer.multiplyGradients(1 / factor)) {
        grow();
        return;
      }
      steps = 0;
      if (factor <= 1) {
        throw new BenchException(
            ExitCode.FAILURE,
            Problem.of("GradientNotFinite", "a gradient is too large for float16")
                .at("task.trainer.precision=fp16")
                .expecting("finite gradients; the weights of the previous step are intact")
                .next("set `task.trainer.precision=bf16`, which has the range of float32"));
      }
      factor /= 2;
      optimizer.zeroGradients();
    }
  }

  private void grow() {
    steps++;
    if (steps == STEPS_TO_GROW) {
      steps = 0;
      factor *= 2;
    }
  }
}
