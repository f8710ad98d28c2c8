package org.eobench.testing.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.eval.ClassScores;
import org.eobench.core.eval.ConfusionMatrix;
import org.eobench.core.eval.PredictedClasses;
import org.eobench.core.eval.SegmentationMetrics;
import org.eobench.core.eval.SlidingWindow;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.model.EoModel;
import org.eobench.core.optim.LrSchedule;
import org.eobench.core.optim.Optimizer;

/** Repeats a recorded training step by step and notes what the original noted. */
final class RecordedTraining {
  /** Epochs between evaluations in the recorded runs; the first comes before any training. */
  private static final int EVALUATION_INTERVAL = 5;

  private final EoModel model;
  private final RecordedTiles tiles;
  private final Criterion criterion;
  private final Optimizer optimizer;
  private final LrSchedule schedule;
  private final Workbench bench;
  private final List<double[]> losses = new ArrayList<>();
  private final List<double[]> batchScores = new ArrayList<>();
  private final List<double[]> scores = new ArrayList<>();
  private final List<double[]> matrices = new ArrayList<>();

  RecordedTraining(
      EoModel model,
      RecordedTiles tiles,
      Criterion criterion,
      Optimizer optimizer,
      LrSchedule schedule,
      Workbench bench) {
    this.model = model;
    this.tiles = tiles;
    this.criterion = criterion;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.bench = bench;
  }

  void run(JsonNode config, Answers answers) {
    int classes = config.at("/decoder/num_classes").asInt();
    int epochs = config.path("epochs").asInt();
    int size = config.path("batch_size").asInt();
    int steps = config.path("steps").asInt();
    int iteration = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      if (epoch % EVALUATION_INTERVAL == 0) {
        evaluate(classes, config);
      }
      for (int first = 0; first + size <= tiles.count() && iteration < steps; first += size) {
        step(tiles.batch(first, first + size), classes, schedule.at(iteration));
        iteration++;
      }
    }
    evaluate(classes, config);
    answers.put("losses", joined(losses));
    answers.put("train_metrics", joined(batchScores));
    answers.put("eval_metrics", joined(scores));
    answers.put("eval_confusion", joined(matrices));
    answers.put("final_logits", logits());
  }

  private void step(Batch batch, int classes, double learningRate) {
    // The original switches the frozen encoder to training mode as well.
    model.encoder().setTraining(true);
    model.decoder().setTraining(true);
    try (NDManager scope = bench.manager().newSubManager()) {
      DeviceBatch arrays = DeviceBatch.of(batch, scope);
      optimizer.zeroGradients();
      Gradients.back(
          () -> {
            NDArray logits =
                model.logits(arrays.input(), batch.targets().height(), batch.targets().width());
            NDArray loss = criterion.loss(logits, arrays.targets());
            losses.add(new double[] {loss.getFloat()});
            ConfusionMatrix matrix = new ConfusionMatrix(classes, RecordedTiles.IGNORED);
            matrix.add(PredictedClasses.of(logits), batch.labels());
            batchScores.add(SegmentationMetricsCheck.trainingLog(matrix));
            return loss;
          });
      optimizer.step(learningRate);
    }
  }

  private void evaluate(int classes, JsonNode config) {
    model.encoder().setTraining(false);
    model.decoder().setTraining(false);
    int tile = config.at("/evaluator/input_size").asInt();
    SlidingWindow window = new SlidingWindow(bench.ops(), tile, null, 1);
    ConfusionMatrix matrix = new ConfusionMatrix(classes, RecordedTiles.IGNORED);
    for (int i = 0; i < tiles.count(); i++) {
      Batch batch = tiles.batch(i, i + 1);
      try (NDManager scope = bench.manager().newSubManager()) {
        NDArray logits =
            window.logits(
                DeviceBatch.of(batch, scope).input(),
                batch.targets().height(),
                batch.targets().width(),
                model::logits);
        matrix.add(PredictedClasses.of(logits), batch.labels());
      }
    }
    SegmentationMetrics found = SegmentationMetricsCheck.pangaea(matrix);
    double[] means = {found.meanIou(), found.meanF1(), found.overallAccuracy()};
    double[] ious = found.perClass().stream().mapToDouble(ClassScores::iou).toArray();
    scores.add(SegmentationMetricsCheck.percent(joined(List.of(means, ious))));
    matrices.add(Arrays.stream(matrix.toArray()).asDoubleStream().toArray());
  }

  private float[] logits() {
    Batch all = tiles.batch(0, tiles.count());
    try (NDManager scope = bench.manager().newSubManager()) {
      DeviceBatch arrays = DeviceBatch.of(all, scope);
      return model
          .logits(arrays.input(), all.targets().height(), all.targets().width())
          .toFloatArray();
    }
  }

  private static double[] joined(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }
}
