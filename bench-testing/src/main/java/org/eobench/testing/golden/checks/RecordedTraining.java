package org.eobench.testing.golden.checks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.eval.Evaluator;
import org.eobench.core.eval.PredictionSink;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.core.model.EoModel;
import org.eobench.core.model.FineTuning;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.core.task.ClassKeys;
import org.eobench.core.task.ConfiguredTask;
import org.eobench.core.task.EvaluatorKeys;
import org.eobench.core.task.segmentation.PredictedClasses;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.core.task.segmentation.SegmentationConfig;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.DataParallel;
import org.eobench.core.train.FrozenWeights;
import org.eobench.core.train.MetricLog;
import org.eobench.core.train.StopSignal;
import org.eobench.core.train.TrainState;
import org.eobench.core.train.Trainer;
import org.eobench.core.train.TrainerConfig;
import org.eobench.core.train.TrainingParts;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.Mismatch;

/**
 * Repeats a recorded training with the trainer and evaluator of EO Bench, and records the same
 * values as the original.
 */
final class RecordedTraining {
  /** Epochs between evaluations in the recorded runs; the first one precedes training. */
  private static final int EVALUATION_INTERVAL = 5;

  private static final ChosenMetrics METRICS =
      ChosenMetrics.listed(List.of(), SegmentationScoring.METRICS.get(0));

  private final EoModel model;
  private final RecordedTiles tiles;
  private final FineTuning fineTuning;
  private final CheckContext context;
  private final int classes;
  private final List<double[]> losses = new ArrayList<>();
  private final List<double[]> batchScores = new ArrayList<>();
  private final List<double[]> scores = new ArrayList<>();
  private final List<double[]> matrices = new ArrayList<>();

  RecordedTraining(
      EoModel model, RecordedTiles tiles, FineTuning fineTuning, CheckContext context) {
    this.model = model;
    this.tiles = tiles;
    this.fineTuning = fineTuning;
    this.context = context;
    this.classes = tiles.spec().numClasses();
  }

  /**
   * Trains with a recorded config.
   *
   * @param optimizer optimizer created after {@code fineTuning} was applied to the model
   * @param folder folder for the trainer's checkpoints and log
   */
  void run(
      JsonNode config,
      Criterion criterion,
      Optimizer optimizer,
      LrSchedule schedule,
      Path folder,
      ComputedArrays computed) {
    TrainingParts parts =
        new TrainingParts(
            model,
            fineTuning,
            noting(criterion),
            optimizer,
            schedule,
            context.ops(),
            METRICS,
            RecordedTiles.IGNORED,
            0,
            DataParallel.NONE);
    Evaluator evaluator = evaluator(config.path("evaluator"));
    Checkpoints checkpoints =
        new Checkpoints(
            folder, model, FrozenWeights.none(), context.manager(), Map.of(), warning -> {});
    try (DataLoader train = loader(config.path("batch_size").asInt());
        DataLoader val = loader(1);
        MetricLog log = new MetricLog(folder.resolve("metrics.jsonl"), 0)) {
      new Trainer(
              trainer(config, train.batches()),
              parts,
              train,
              () -> noted(evaluator.evaluate(model, val, PredictionSink.NONE)),
              checkpoints,
              log,
              ProgressListener.silent(),
              new StopSignal())
          .train(TrainState.START);
    }
    computed.put("losses", joined(losses));
    computed.put("train_metrics", joined(batchScores));
    computed.put("eval_metrics", joined(scores));
    computed.put("eval_confusion", joined(matrices));
  }

  private DataLoader loader(int batchSize) {
    return tiles.loader(batchSize, model.encoder().spec(), context);
  }

  private static TrainerConfig trainer(JsonNode config, int batches) {
    int epochs = config.path("epochs").asInt();
    int steps = config.path("steps").asInt();
    if (steps != epochs * batches) {
      throw new Mismatch(
          String.format(
              Locale.ROOT, "%d steps, and %d epochs of %d batches", steps, epochs, batches));
    }
    return new TrainerConfig(
        epochs, PrecisionChoice.FP32, false, 0, 0, EVALUATION_INTERVAL, 1, "mIoU", true, false);
  }

  private Evaluator evaluator(JsonNode recorded) {
    int tile = recorded.path("input_size").asInt();
    int side = model.encoder().spec().inputSize();
    if (tile != side) {
      throw new Mismatch(
          String.format(Locale.ROOT, "evaluated on tiles of %d, but trained on %d", tile, side));
    }
    MetricRules rules = MetricRules.PANGAEA;
    SegmentationConfig config =
        new SegmentationConfig(
            new EvaluatorKeys(InferenceMode.SLIDING, 1),
            new ClassKeys(rules.absentClass(), rules.epsilon()),
            false,
            false);
    ConfiguredTask<?, ?> task = new ConfiguredTask<>(new Segmentation(), config);
    return new Evaluator(context.ops(), task, tiles.spec(), METRICS);
  }

  /** A loss that records its value and the scores of the batch, as the original logs them. */
  private Criterion noting(Criterion criterion) {
    return (logits, targets) -> {
      NDArray loss = criterion.loss(logits, targets);
      losses.add(new double[] {loss.getFloat()});
      ConfusionMatrix matrix = new ConfusionMatrix(classes, RecordedTiles.IGNORED);
      int[] labels = Arrays.stream(targets.toLongArray()).mapToInt(Math::toIntExact).toArray();
      matrix.add(PredictedClasses.of(logits), labels);
      batchScores.add(SegmentationMetricsCheck.trainingLog(matrix));
      return loss;
    };
  }

  private Scores noted(Scores found) {
    SegmentationMetrics metrics = found.of(SegmentationMetrics.COUNTING).orElseThrow();
    double[] means = {metrics.meanIou(), metrics.meanF1(), metrics.overallAccuracy()};
    double[] ious = metrics.perClass().stream().mapToDouble(ClassScores::iou).toArray();
    scores.add(SegmentationMetricsCheck.percent(joined(List.of(means, ious))));
    matrices.add(Arrays.stream(metrics.confusion().toArray()).asDoubleStream().toArray());
    return found;
  }

  /** Logits of all tiles in evaluation mode. */
  float[] logits() {
    fineTuning.beginEvaluation(model);
    Batch all = tiles.all(model.encoder().spec(), context);
    try (NDManager scope = context.manager().newSubManager()) {
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
