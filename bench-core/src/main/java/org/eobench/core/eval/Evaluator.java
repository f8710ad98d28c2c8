package org.eobench.core.eval;

import java.util.function.Supplier;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Scores;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.eobench.core.task.ConfiguredTask;

/** Runs a model over a split and scores it. Memory is freed batch by batch. */
public final class Evaluator {
  private final TorchOps ops;
  private final ConfiguredTask<?, ?> task;
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
    return evaluate(model, loader, sink, SampleSink.NONE);
  }

  /**
   * As above.
   *
   * @param samples gets the scored samples of each batch
   */
  public Scores evaluate(
      EoModel model, DataLoader loader, PredictionSink sink, SampleSink samples) {
    return evaluating(model, () -> score(model, loader, sink, samples));
  }

  /**
   * Predicts one batch as {@link #evaluate} does, without scoring it.
   *
   * @param sink gets the predictions
   */
  public void predict(EoModel model, Batch batch, PredictionSink sink) {
    evaluating(
        model,
        () -> {
          try (Predictor predictor = new Predictor(ops, task, model, sink)) {
            predictor.add(batch);
            predictor.end();
          }
          return batch;
        });
  }

  /** Runs work with dropout and batch statistics off. */
  public static <T> T evaluating(EoModel model, Supplier<T> work) {
    boolean encoderTraining = model.encoder().training();
    boolean decoderTraining = model.decoder().training();
    model.encoder().setTraining(false);
    model.decoder().setTraining(false);
    try {
      return work.get();
    } finally {
      model.encoder().setTraining(encoderTraining);
      model.decoder().setTraining(decoderTraining);
    }
  }

  private Scores score(EoModel model, DataLoader loader, PredictionSink sink, SampleSink samples) {
    Scorer<?> scorer = new Scorer<>(task, dataset, metrics, samples);
    try (Predictor predictor =
        new Predictor(
            ops,
            task,
            model,
            (batch, logits) -> {
              FiniteLogits.require(logits, batch);
              Stages.run(Stage.SCORES, () -> scorer.add(batch, logits));
              sink.accept(batch, logits);
            })) {
      loader.epoch(0).forEach(predictor::add);
      predictor.end();
    }
    return scorer.scores();
  }

  /**
   * Whether the model sees images of a size as they are, neither in several tiles nor in copies.
   *
   * @param batch images of a batch
   */
  public boolean takesWhole(EoModel model, int height, int width, int batch) {
    return Predictor.takesWhole(task, model, height, width, batch);
  }
}
