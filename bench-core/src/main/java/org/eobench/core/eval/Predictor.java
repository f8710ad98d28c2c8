package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.inference.SlidingWindow;
import org.eobench.core.inference.TestTimeCopies;
import org.eobench.core.inference.TileModel;
import org.eobench.core.inference.TilePasses;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.eobench.core.task.ConfiguredTask;
import org.eobench.core.task.EvaluatorKeys;
import org.jspecify.annotations.Nullable;

/**
 * Predicts batches and hands them over in order. A batch in tiles may wait for the next ones, as a
 * forward pass takes tiles of several batches.
 */
final class Predictor implements AutoCloseable {
  private final TorchOps ops;
  private final EoModel model;
  private final EvaluatorKeys keys;
  private final ConfiguredTask<?, ?> task;
  private final PredictionSink sink;
  private final NDManager owner;
  private final @Nullable SlidingWindow window;
  private final @Nullable TilePasses passes;

  /**
   * @param sink gets the logits of each batch
   */
  Predictor(TorchOps ops, ConfiguredTask<?, ?> task, EoModel model, PredictionSink sink) {
    this.ops = ops;
    this.model = model;
    this.keys = task.keys();
    this.task = task;
    this.sink = sink;
    this.owner = ops.manager().newSubManager();
    this.window = inTiles(task) ? window(ops, task, model) : null;
    this.passes = window == null ? null : window.passes(model::logits);
  }

  private static SlidingWindow window(TorchOps ops, ConfiguredTask<?, ?> task, EoModel model) {
    EvaluatorKeys keys = task.keys();
    int tile = model.encoder().spec().inputSize();
    return new SlidingWindow(ops, tile, keys.slidingStride(), keys.slidingInferenceBatch());
  }

  private static boolean inTiles(ConfiguredTask<?, ?> task) {
    return task.keys().inferenceMode() != InferenceMode.WHOLE && task.kind().dense();
  }

  private static boolean readsMaps(EoModel model) {
    return model.encoder().storedMaps() != null;
  }

  /** See {@link Evaluator#takesWhole}. */
  static boolean takesWhole(
      ConfiguredTask<?, ?> task, EoModel model, int height, int width, int batch) {
    int tile = model.encoder().spec().inputSize();
    boolean fits = readsMaps(model) || (height == tile && width == tile);
    boolean passes = fits && batch <= task.keys().slidingInferenceBatch();
    return task.keys().testTime().once() && (!inTiles(task) || passes);
  }

  /** Predicts a batch, now or together with the next ones. */
  void add(Batch batch) {
    NDManager scope = owner.newSubManager();
    int height = batch.targets().height();
    int width = batch.targets().width();
    TilePasses tiles = passes;
    if (takesWhole(task, model, batch.imageHeight(), batch.imageWidth(), batch.size())) {
      end();
      give(batch, whole(batch, scope), scope);
    } else if (tiles == null || !keys.testTime().once()) {
      give(batch, copies().logits(input(batch, scope), height, width), scope);
    } else {
      tiles.add(input(batch, scope), height, width, logits -> give(batch, logits, scope));
    }
  }

  private static EncoderInput input(Batch batch, NDManager scope) {
    return DeviceBatch.input(batch.decoded(), scope);
  }

  private void give(Batch batch, NDArray logits, NDManager scope) {
    logits.attach(scope);
    sink.accept(batch, logits);
    scope.close();
  }

  private NDArray whole(Batch batch, NDManager scope) {
    int height = batch.targets().height();
    int width = batch.targets().width();
    FeatureMaps features =
        batch.known() == null ? model.features(input(batch, scope)) : model.features(batch, scope);
    if (window == null) {
      return decoded(features, height, width);
    }
    EncoderSpec spec = model.encoder().spec();
    // A position of a map that was computed before stands for a patch of the image.
    int pixels = readsMaps(model) ? spec.levels().get(0).stride() : 1;
    int rows = batch.imageHeight() * pixels;
    int columns = batch.imageWidth() * pixels;
    return ops.resizePredictions(decoded(features, rows, columns), height, width);
  }

  private NDArray decoded(FeatureMaps features, int height, int width) {
    return Stages.call(Stage.DECODER, () -> model.decoder().decode(features, height, width));
  }

  private TileModel copies() {
    SlidingWindow tiles = window;
    TileModel one =
        tiles == null
            ? model::logits
            : (input, height, width) -> tiles.logits(input, height, width, model::logits);
    return new TestTimeCopies(ops, keys.testTime(), task.kind().classes(), one);
  }

  /** Predicts what still waits. */
  void end() {
    if (passes != null) {
      passes.end();
    }
  }

  @Override
  public void close() {
    owner.close();
  }
}
