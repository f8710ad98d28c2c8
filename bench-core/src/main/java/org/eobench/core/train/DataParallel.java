package org.eobench.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.Batch;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.SharedBatch;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.FlatGradients;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.parallel.ProcessGroup;
import org.jspecify.annotations.Nullable;

/**
 * How the processes of a data parallel training act as one that computes the whole batch (Li et
 * al., "PyTorch Distributed", VLDB 2020, arXiv:2006.15704). Each holds the whole model and computes
 * its part of each batch.
 *
 * <p>The logits of all parts are gathered before the loss, so that every loss is that of the whole
 * batch, also where it is no mean over samples: with ignored pixels, class weights, or an overlap
 * of regions. Its gradients with respect to the own logits are exact, and those of the parameters
 * are added up over the processes after the backward pass. {@link SharedBatch} does the same for
 * batch norms and dropout.
 *
 * <p>Every process takes the same optimizer step, so the weights stay equal bit by bit; {@link
 * #decided} checks that. The leading process alone validates, logs and writes checkpoints, and the
 * others take over its state.
 */
public final class DataParallel {
  /** A single process. */
  public static final DataParallel NONE = new DataParallel(null);

  private static final int HEX = 16;

  private static final String SUM =
      """
      def forward(self, x):
        return torch.sum(x, dtype=7)
      """;

  private final @Nullable ProcessGroup group;
  private List<Parameter> trained = List.of();
  private @Nullable FlatGradients gradients;
  private @Nullable TorchOps ops;

  private DataParallel(@Nullable ProcessGroup group) {
    this.group = group;
  }

  /**
   * The training of a group, as one of its processes takes part.
   *
   * @param fingerprint of the run
   * @throws BenchException if the processes were started for different runs
   */
  public static DataParallel in(ProcessGroup group, String fingerprint) {
    requireSame(group, Long.parseUnsignedLong(fingerprint, 0, Long.BYTES * 2, HEX));
    return new DataParallel(group);
  }

  private static void requireSame(ProcessGroup group, long run) {
    if (Arrays.stream(group.exchange(run)).anyMatch(other -> other != run)) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("OtherRun", "the processes that should train together have other arguments")
              .at("task.trainer.devices=" + group.rank().size())
              .expecting("the same configuration in each; were its files changed just now?")
              .next("run the same command again"));
    }
  }

  /** Whether this process validates, logs and writes. */
  boolean leads() {
    return group == null || group.rank().leads();
  }

  /**
   * Begins: the other processes take over the state, the weights and the optimizer's memory of the
   * leading one, which may have resumed a run or fitted an encoder to the data.
   *
   * @param from ignored in the other processes
   */
  TrainState begin(TrainState from, EoModel model, Optimizer optimizer, TorchOps operators) {
    if (group == null) {
      return from;
    }
    ops = operators;
    Map<String, Parameter> tensors = model.tensors();
    trained = tensors.values().stream().filter(Parameter::trainable).toList();
    gradients = new FlatGradients(operators, trained);
    tensors.values().forEach(tensor -> group.broadcast(tensor.array()));
    optimizer.state().values().forEach(group::broadcast);
    return broadcast(group, from);
  }

  /** Does what only the leading process does; all go on with the state that it returns. */
  TrainState decided(TrainState before, UnaryOperator<TrainState> work) {
    if (group == null) {
      return work.apply(before);
    }
    requireEqual(group);
    return broadcast(group, leads() ? work.apply(before) : before);
  }

  private static TrainState broadcast(ProcessGroup group, TrainState own) {
    StringBuilder lines = new StringBuilder();
    own.toMetadata()
        .forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    Map<String, String> fields = new LinkedHashMap<>();
    group
        .broadcast(lines.toString())
        .lines()
        .forEach(
            line -> {
              int end = line.indexOf('=');
              fields.put(line.substring(0, end), line.substring(end + 1));
            });
    return TrainState.fromMetadata(fields);
  }

  /**
   * Refuses to go on with weights that differ, which only a fault of hard- or software explains.
   */
  private void requireEqual(ProcessGroup group) {
    TorchOps operators = ops;
    if (operators == null) {
      throw new IllegalStateException("the training has not begun");
    }
    double sum = 0;
    for (Parameter tensor : trained) {
      try (NDArray values = tensor.array().stopGradient();
          NDArray total = operators.call(SUM, values)) {
        sum += total.getDouble();
      }
    }
    long[] sums = group.exchange(Double.doubleToLongBits(sum));
    if (Arrays.stream(sums).distinct().count() > 1) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("WeightsDiverged", "the processes that train together have other weights")
              .at("task.trainer.devices=" + group.rank().size())
              .expecting("the same weights in each after every step")
              .next(
                  "go on from the last checkpoint with `resume=true`; if it happens again, train on"
                      + " one device: `task.trainer.devices=1`"));
    }
  }

  /** Whether a condition holds for the part of any process. */
  boolean any(boolean own) {
    return group == null ? own : Arrays.stream(group.exchange(own ? 1 : 0)).anyMatch(n -> n > 0);
  }

  /** The number of samples of all parts together. */
  int samples(int own) {
    return group == null ? own : (int) Arrays.stream(group.exchange(own)).sum();
  }

  /**
   * Begins a step with the own part of a batch.
   *
   * @return null for a single process
   */
  @Nullable SharedBatch begin(Batch own, TorchOps operators) {
    if (group == null) {
      return null;
    }
    long[] sizes = group.exchange(own.size());
    SharedBatch.Part part =
        new SharedBatch.Part(
            Arrays.stream(sizes, 0, group.rank().number()).sum(),
            own.size(),
            Arrays.stream(sizes).sum());
    return SharedBatch.begin(operators, part, group::rows);
  }

  /** The features, from which the backward pass of batch norms goes on to the encoder once. */
  static FeatureMaps detached(FeatureMaps features, @Nullable SharedBatch shared) {
    if (shared == null) {
      return features;
    }
    List<NDArray> arrays = shared.detached(features.arrays());
    int levels = features.levels().size();
    return new FeatureMaps(
        arrays.subList(0, levels), features.acquisitions(), arrays.subList(levels, arrays.size()));
  }

  /** The predictions of all parts. */
  Prediction whole(Prediction own) {
    return group == null
        ? own
        : new Prediction(
            whole(own.logits()),
            own.auxiliary().stream()
                .map(head -> new Prediction.Auxiliary(head.weight(), whole(head.logits())))
                .toList());
  }

  /** The arrays {@code [b,…]} of all parts, one after the other. */
  NDArray whole(NDArray own) {
    return group == null ? own : NDArrays.concat(new NDList(group.gather(own)));
  }

  /** Adds the gradients up over the processes. */
  void sumGradients() {
    if (group != null && gradients != null) {
      group.sum(gradients.gather());
      gradients.spread();
    }
  }
}
