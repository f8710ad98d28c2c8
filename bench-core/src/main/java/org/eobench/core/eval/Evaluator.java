package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.inference.SlidingWindow;
import org.eobench.core.inference.TestTimeCopies;
import org.eobench.core.inference.TileModel;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Scores;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.eobench.core.task.ConfiguredTask;
import org.eobench.core.task.EvaluatorKeys;

/** Runs a model over a split and scores it. Memory is freed batch by batch. */
public final class Evaluator {
  private final TorchOps ops;
  private final ConfiguredTask<?, ?> task;
  private final EvaluatorKeys keys;
  private final DatasetSpec dataset;
  private final ChosenMetrics metrics;

  /**
   * @param metrics those to compute
   * @throws BenchException when images are to be predicted several times for a task whose
   *     predictions are not maps
   */
  public Evaluator(
      TorchOps ops, ConfiguredTask<?, ?> task, DatasetSpec dataset, ChosenMetrics metrics) {
    if (!task.keys().testTime().once() && !task.kind().dense()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoTestTimeCopies",
                  "images are predicted at several sizes or mirrored only where pixels are")
              .at("task.evaluator.test_scales and test_flip")
              .expecting("each image predicted once for the task " + task.kind().key())
              .next("give `'task.evaluator.test_scales=[1.0]' task.evaluator.test_flip=false`"));
    }
    this.ops = ops;
    this.task = task;
    this.keys = task.keys();
    this.dataset = dataset;
    this.metrics = metrics;
  }

  /**
   * Evaluates every sample of a loader once, with dropout and batch statistics off; afterwards the
   * model is in the mode it was in before.
   *
   * @param sink gets the predictions of each batch
   * @throws BenchException when nothing in the split has a target that counts, or a logit is not a
   *     finite number
   */
  public Scores evaluate(EoModel model, DataLoader loader, PredictionSink sink) {
    boolean encoderTraining = model.encoder().training();
    boolean decoderTraining = model.decoder().training();
    model.encoder().setTraining(false);
    model.decoder().setTraining(false);
    try {
      return score(model, loader, sink);
    } finally {
      model.encoder().setTraining(encoderTraining);
      model.decoder().setTraining(decoderTraining);
    }
  }

  private Scores score(EoModel model, DataLoader loader, PredictionSink sink) {
    TileModel tiles = copies(model);
    Scorer<?> scorer = new Scorer<>(task, dataset, metrics);
    for (Batch batch : loader.epoch(0)) {
      try (NDManager scope = ops.manager().newSubManager()) {
        NDArray logits = predict(batch, model, tiles, scope);
        Stages.run(Stage.SCORES, () -> scorer.add(batch, logits));
        sink.accept(batch, logits);
      }
    }
    return scorer.scores();
  }

  private TileModel copies(EoModel model) {
    TileModel one = tileModel(model);
    boolean classes = task.kind().classes();
    return keys.testTime().once() ? one : new TestTimeCopies(ops, keys.testTime(), classes, one);
  }

  private TileModel tileModel(EoModel model) {
    if (!inTiles()) {
      return model::logits;
    }
    SlidingWindow window = window(model);
    return (input, height, width) -> window.logits(input, height, width, model::logits);
  }

  private NDArray whole(EoModel model, FeatureMaps features, int height, int width) {
    if (!inTiles()) {
      return model.decoder().decode(features, height, width);
    }
    int tile = model.encoder().spec().inputSize();
    return window(model).ofOneTile(model.decoder().decode(features, tile, tile), height, width);
  }

  private SlidingWindow window(EoModel model) {
    return new SlidingWindow(
        ops,
        model.encoder().spec().inputSize(),
        keys.slidingStride(),
        keys.slidingInferenceBatch());
  }

  /**
   * Whether the model sees images of a size as they are, neither in several tiles nor in copies.
   *
   * @param batch images of a batch
   */
  public boolean takesWhole(EoModel model, int height, int width, int batch) {
    int tile = model.encoder().spec().inputSize();
    boolean fits = height == tile && width == tile && batch <= keys.slidingInferenceBatch();
    return keys.testTime().once() && (!inTiles() || fits);
  }

  private boolean inTiles() {
    return keys.inferenceMode() != InferenceMode.WHOLE && task.kind().dense();
  }

  private NDArray predict(Batch batch, EoModel model, TileModel tiles, NDManager scope) {
    int height = batch.targets().height();
    int width = batch.targets().width();
    NDArray logits;
    if (batch.known() != null
        && takesWhole(model, batch.imageHeight(), batch.imageWidth(), batch.size())) {
      logits = whole(model, model.features(batch, scope), height, width);
    } else {
      logits = tiles.logits(DeviceBatch.input(batch.decoded(), scope), height, width);
    }
    logits.attach(scope);
    requireFinite(logits, batch);
    return logits;
  }

  private static void requireFinite(NDArray logits, Batch batch) {
    // One reduction: a single NaN or infinity makes the sum no finite number.
    if (!Float.isFinite(logits.sum().getFloat())) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of(
                  "NotFinite",
                  String.format(
                      Locale.ROOT,
                      "the model gives logits that are not finite for %s",
                      batch.refs().stream().map(SampleRef::id).toList()))
              .expecting("finite numbers")
              .next("train with a lower optimizer.lr, or check the weights that were loaded"));
    }
  }
}
