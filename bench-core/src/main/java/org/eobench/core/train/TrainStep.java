package org.eobench.core.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.Batch;
import org.eobench.core.nn.torch.GradientCheckpointing;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.SharedBatch;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.jspecify.annotations.Nullable;

/**
 * One step of training: forward, loss and backward for each batch of the step, and one update. All
 * its arrays are freed at the end. Its random numbers depend only on the seed and the iteration.
 */
final class TrainStep {
  private final TrainingParts parts;
  private final TrainerConfig config;
  private final LossScale scale = new LossScale();

  TrainStep(TrainingParts parts, TrainerConfig config) {
    this.parts = parts;
    this.config = config;
  }

  /**
   * Trains on batches with at least one valid target each; their gradients are averaged.
   *
   * @param state training state, for error messages and random numbers
   * @return the mean loss before the update
   * @throws BenchException {@code LossNotFinite} or {@code GradientNotFinite}, without changing any
   *     weight
   */
  double run(List<Batch> batches, TrainState state, double learningRate) {
    Optimizer optimizer = parts.optimizer();
    Stages.run(Stage.OPTIMIZER, optimizer::dropGradients);
    double sum = 0;
    for (int i = 0; i < batches.size(); i++) {
      sum += accumulate(batches.get(i), state, StepSeed.of(parts.seed() + i, state.iteration()));
    }
    Stages.run(Stage.OPTIMIZER, parts.parallel()::sumGradients);
    if (batches.size() > 1) {
      Stages.run(Stage.OPTIMIZER, () -> optimizer.multiplyGradients(1.0 / batches.size()));
    }
    Double largest = config.clipGradNorm();
    if (largest != null) {
      requireFinite(
          Stages.call(Stage.OPTIMIZER, () -> optimizer.clipGradients(largest)), batches, state);
    }
    Stages.run(Stage.OPTIMIZER, () -> optimizer.step(learningRate));
    return sum / batches.size();
  }

  /** Adds the gradients of a batch, and returns its loss. */
  private double accumulate(Batch batch, TrainState state, long seed) {
    parts.ops().seed(seed);
    try (NDManager scope = parts.ops().manager().newSubManager();
        GradientCollector tape = scope.getEngine().newGradientCollector();
        SharedBatch shared = parts.parallel().begin(batch, parts.ops());
        GradientCheckpointing blocks =
            config.checkpointing() ? parts.ops().beginCheckpointing(seed) : null) {
      FeatureMaps features = DataParallel.detached(parts.model().features(batch, scope), shared);
      if (blocks != null) {
        requireParts(blocks);
        parts.ops().seed(seed); // The decoder draws the same numbers as without checkpointing.
      }
      NDArray own = Stages.call(Stage.COPY, () -> batch.targets().on(scope));
      Prediction part =
          Stages.call(
              Stage.DECODER,
              () ->
                  parts
                      .model()
                      .decoder()
                      .predict(features, batch.targets().height(), batch.targets().width()));
      NDArray targets = Stages.call(Stage.COPY, () -> parts.parallel().whole(own));
      Prediction prediction = Stages.call(Stage.COPY, () -> parts.parallel().whole(part));
      NDArray value = Stages.call(Stage.LOSS, () -> loss(prediction, targets));
      return Stages.call(Stage.BACKWARD, () -> backward(value, tape, shared, blocks, batch, state));
    } catch (EngineException refused) {
      throw explained(refused, batch, state);
    }
  }

  private static void requireFinite(double norm, List<Batch> batches, TrainState state) {
    if (!Double.isFinite(norm)) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("GradientNotFinite", "the norm of the gradients became " + norm)
              .at(where(batches.get(0), state))
              .expecting("finite gradients; the weights of the previous step are intact")
              .next("lower optimizer.lr, or give `task.trainer.precision=fp32`"));
    }
  }

  private static void requireParts(GradientCheckpointing blocks) {
    if (blocks.parts() == 0) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoCheckpointing", "this encoder has no transformer blocks to compute again")
              .at("task.trainer.checkpointing=true")
              .expecting("a vision transformer")
              .next(
                  "set `task.trainer.checkpointing=false`; a smaller batch_size needs less"
                      + " memory"));
    }
  }

  private NDArray loss(Prediction prediction, NDArray targets) {
    NDArray loss = prediction.loss(parts.ops(), logits -> parts.criterion().loss(logits, targets));
    prediction.close();
    return loss;
  }

  /** Computes the gradients and returns the loss. */
  private double backward(
      NDArray value,
      GradientCollector tape,
      @Nullable SharedBatch shared,
      @Nullable GradientCheckpointing blocks,
      Batch batch,
      TrainState state) {
    if (parts.ops().precision() == Precision.FP16) {
      double loss = finite(value, batch, state);
      scale.backward(value, parts.ops(), parts.optimizer());
      return loss;
    }
    // The loss is read afterwards, so that a GPU is not idle before the backward pass.
    tape.backward(value);
    if (shared != null) {
      shared.backward();
    }
    if (blocks != null) {
      blocks.backward();
    }
    return finite(value, batch, state);
  }

  private static double finite(NDArray value, Batch batch, TrainState state) {
    double loss = value.getFloat();
    if (!Double.isFinite(loss)) {
      throw notFinite(loss, batch, state);
    }
    return loss;
  }

  private static String where(Batch batch, TrainState state) {
    String samples = batch.refs().stream().map(SampleRef::id).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "epoch %d, iteration %d, samples %s",
        state.epoch() + 1,
        state.iteration() + 1,
        samples);
  }

  /** Translates a libtorch error that a user can fix; other errors stay as they are. */
  private static RuntimeException explained(
      EngineException refused, Batch batch, TrainState state) {
    if (!String.valueOf(refused.getMessage()).contains("more than 1 value per channel")) {
      return refused;
    }
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("BatchTooSmall", "a batch norm of the model cannot train on a single value")
            .at(where(batch, state))
            .expecting("more than one sample in a batch")
            .next("set `batch_size=2` or more; with dataset.subset, draw two samples or more"),
        refused);
  }

  private static BenchException notFinite(double loss, Batch batch, TrainState state) {
    String where = where(batch, state);
    return new BenchException(
        ExitCode.FAILURE,
        Problem.of("LossNotFinite", "the loss became " + loss)
            .at(where)
            .expecting("a finite loss; the weights of the previous step are intact")
            .next(
                "lower optimizer.lr, or check these samples for damaged values:"
                    + " `java -jar bench.jar check` with the same arguments"));
  }
}
