package org.eobench.core.nn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gradient checkpointing (Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost",
 * arXiv:1604.06174) of one training step: of each part of a model that runs through {@link
 * TorchOps#recomputed}, such as a transformer block, only the input and the output are kept, and
 * the backward pass computes it a second time. Gradients are the same but for the rounding of sums,
 * whose terms are added in another order; a step takes a third to a half longer.
 *
 * <p>Autograd cannot run a part of the model within its backward pass, as DJL binds it. So each
 * part begins a graph of its own, and {@link #backward} goes through these graphs from the last to
 * the first, after the backward pass of the loss.
 *
 * <p>Random numbers of a part depend on the seed and on the number of the part, so that both
 * computations draw the same.
 */
public final class GradientCheckpointing implements AutoCloseable {
  private final TorchOps ops;
  private final SplittableRandom seeds;
  private final Deque<Runnable> graphs = new ArrayDeque<>();
  private int parts;

  /**
   * Starts with gradients being recorded.
   *
   * @param seed determines the random numbers of the parts
   */
  GradientCheckpointing(TorchOps ops, long seed) {
    this.ops = ops;
    this.seeds = new SplittableRandom(seed);
  }

  /** The number of parts so far. */
  public int parts() {
    return parts;
  }

  /** The beginning of a graph with the values of {@code x}, which passes gradients on to it. */
  NDArray detached(NDArray x) {
    NDArray leaf = x.stopGradient();
    leaf.setRequiresGradient(true);
    if (Graphs.has(ops, x)) {
      graphs.push(() -> backward(x, leaf));
    }
    return leaf;
  }

  /**
   * The output of a part, as the beginning of the next graph.
   *
   * @param input the output of another part, or from {@link #detached}
   */
  NDArray recomputed(UnaryOperator<NDArray> part, NDArray input) {
    long seed = seeds.nextLong();
    parts++;
    JniUtils.setGradMode(false);
    NDArray output;
    try (NDManager scope = input.getManager().newSubManager()) {
      output = computed(part, input, seed, scope);
      output.attach(input.getManager());
    } finally {
      JniUtils.setGradMode(true);
    }
    output.setRequiresGradient(true);
    graphs.push(
        () -> {
          try (NDManager scope = input.getManager().newSubManager()) {
            backward(computed(part, input, seed, scope), output);
          }
          output.close(); // What uses it comes later in the model, so its gradients are known.
        });
    return output;
  }

  /** Computes a part; {@code scope} owns the output and what is computed on the way to it. */
  private NDArray computed(UnaryOperator<NDArray> part, NDArray input, long seed, NDManager scope) {
    ops.seed(seed);
    NDManager owner = input.getManager();
    input.attach(scope);
    try {
      return part.apply(input);
    } finally {
      input.attach(owner);
    }
  }

  /** Passes the gradient of {@code leaf}, if it has one, on to what computed its values. */
  private static void backward(NDArray values, NDArray leaf) {
    @Nullable PtNDArray gradient = JniUtils.getGradient((PtNDArray) leaf);
    if (gradient != null) {
      try (gradient) {
        JniUtils.backward((PtNDArray) values, gradient, false, false);
      }
    }
  }

  /** Computes the gradients of all parts. Call it once, after the backward pass of the loss. */
  public void backward() {
    while (!graphs.isEmpty()) {
      graphs.pop().run();
    }
  }

  /** Ends checkpointing; later calls of the model are recorded as usual. */
  @Override
  public void close() {
    ops.endCheckpointing();
  }
}
