package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.SharedBatch;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167) of {@code [B,C,H,W]}, with eps
 * 1e-5 and momentum 0.1. In training it uses the batch's mean and biased variance and updates
 * {@code running_mean} and {@code running_var} (with the unbiased variance); in evaluation it uses
 * the running statistics. It computes in float32 in every precision.
 */
public final class BatchNorm2d extends Module {
  static final double EPS = 1e-5;
  static final double MOMENTUM = 0.1;

  private final TorchOps ops;
  private final List<Parameter> tensors;

  public BatchNorm2d(TorchOps ops, int channels) {
    Shape shape = new Shape(channels);
    this.ops = ops;
    this.tensors =
        List.of(
            parameter("weight", shape, Inits.ONES),
            parameter("bias", shape, Inits.ZEROS),
            buffer("running_mean", shape, DataType.FLOAT32, Inits.ZEROS),
            buffer("running_var", shape, DataType.FLOAT32, Inits.ONES),
            buffer("num_batches_tracked", new Shape(), DataType.INT64, Inits.ZEROS));
  }

  /**
   * Maps {@code [B,C,H,W]} to the same shape.
   *
   * @throws BenchException in training, if there is only one value per channel
   */
  public NDArray forward(NDArray x) {
    SharedBatch batch = shared();
    if (batch != null) {
      List<NDArray> arrays = tensors.stream().map(Parameter::array).toList();
      return batch.normalized(x, arrays, MOMENTUM, EPS);
    }
    if (training()) {
      requireStatistics(x.getShape());
    }
    NDArray[] arguments = Stream.concat(Stream.of(x), arrays()).toArray(NDArray[]::new);
    return ops.call(NormScripts.batchNorm(training()), arguments);
  }

  /** The batch whose statistics count in training with several processes; null otherwise. */
  @Nullable SharedBatch shared() {
    return training() ? ops.sharedBatch() : null;
  }

  /**
   * Weight, bias, running mean, running variance and batch count, for a script with a batch norm.
   *
   * @throws IllegalStateException if such a script would take the part of a {@link #shared} batch
   *     for the whole
   */
  Stream<NDArray> arrays() {
    if (shared() != null) {
      throw new IllegalStateException("the norm of a shared batch is no part of another script");
    }
    return tensors.stream().map(Parameter::array);
  }

  /**
   * Refuses one value per channel: its variance is undefined and would corrupt the running
   * variance.
   */
  static void requireStatistics(Shape map) {
    if (map.get(0) * map.get(2) * map.get(3) == 1) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("BatchTooSmall", "batch norm cannot be trained on one value per channel")
              .at("feature map " + map)
              .expecting("at least two values per channel in a batch")
              .next("set `batch_size=2` or more; with dataset.subset, draw two samples or more"));
    }
  }
}
