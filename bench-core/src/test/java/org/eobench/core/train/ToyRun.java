package org.eobench.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.core.criterion.CrossEntropy;
import org.eobench.core.criterion.CrossEntropyConfig;
import org.eobench.core.dataset.Split;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.eval.Evaluator;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.model.EoModel;
import org.eobench.core.model.FineTuning;
import org.eobench.core.model.Finetune;
import org.eobench.core.model.Lora;
import org.eobench.core.model.LoraConfig;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.AdamW;
import org.eobench.core.optim.AdamWConfig;
import org.eobench.core.optim.AveragedOptimizer;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.optim.OptimizerContext;
import org.eobench.core.optim.Sgd;
import org.eobench.core.optim.SgdConfig;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.core.schedule.MultiStepLr;
import org.eobench.core.schedule.MultiStepLrConfig;
import org.eobench.core.schedule.ScheduleContext;
import org.eobench.core.task.ClassKeys;
import org.eobench.core.task.ConfiguredTask;
import org.eobench.core.task.EvaluatorKeys;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.core.task.segmentation.SegmentationConfig;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.core.weights.Weights;

/** The toy model with everything a training needs; a new one corresponds to a new process. */
final class ToyRun implements AutoCloseable {
  static final long SEED = 7;
  private static final ChosenMetrics METRICS = ChosenMetrics.of(SegmentationScoring.METRICS);

  final NDManager manager = NDManager.newBaseManager();
  final TorchOps ops = new TorchOps(manager, Precision.FP32);
  final EoModel model;
  final StopSignal stop = new StopSignal();
  final Checkpoints checkpoints;
  final List<String> warnings = new ArrayList<>();
  private final Path folder;
  private final TrainerConfig config;
  private FineTuning fineTuning;
  private final ToyDataset dataset;
  private int batchSize = 4;
  private Function<OptimizerContext, Optimizer> optimizers =
      context -> new AdamW(new AdamWConfig(0.01, List.of(0.9, 0.999), 1e-8, 0.01), context);
  private Function<ScheduleContext, LrSchedule> schedule =
      context -> new MultiStepLr(new MultiStepLrConfig(List.of(0.6, 0.9), 0.1), context);

  ToyRun(Path folder, TrainerConfig config, Finetune extent, ToyDataset dataset) {
    this(folder, config, extent, dataset, ToyDecoder::new);
  }

  ToyRun(
      Path folder,
      TrainerConfig config,
      Finetune extent,
      ToyDataset dataset,
      Function<TorchOps, Decoder> decoder) {
    boolean lora = extent == Finetune.LORA;
    boolean blocks = lora || extent == Finetune.LAST_BLOCKS;
    this.model =
        new EoModel(blocks ? new ToyTransformer(ops) : new ToyEncoder(ops), decoder.apply(ops));
    if (lora) {
      new Lora(LoraConfig.DEFAULT).addTo(model.encoder());
    }
    this.folder = folder;
    this.config = config;
    this.dataset = dataset;
    this.fineTuning = new FineTuning(extent, FrozenMode.EVAL, List.of(), 1, 0);
    Weights.initialize(model.tensors(), manager, SEED);
    fineTuning.freeze(model);
    FrozenWeights frozen =
        FrozenWeights.of(model, fineTuning, FrozenOrigin.seed(SEED), name -> true);
    this.checkpoints =
        new Checkpoints(folder, model, frozen, manager, Map.of("run", "toy"), warnings::add);
  }

  static TrainerConfig config(int epochs, int saveEvery) {
    return new TrainerConfig(
        epochs, PrecisionChoice.FP32, false, 2, saveEvery, 2, 1, "mIoU", false, false);
  }

  /** Sets the learning rate of each iteration. */
  ToyRun learningRate(LrSchedule rates) {
    schedule = context -> rates;
    return this;
  }

  /** Trains from the last checkpoint, or from the start when there is none. */
  TrainState train() {
    return train(ProgressListener.silent());
  }

  TrainState train(ProgressListener progress) {
    boolean begun = Files.exists(checkpoints.last());
    TrainState from = begun ? checkpoints.resume() : TrainState.START;
    fineTuning.freeze(model);
    Optimizer optimizer = optimizer();
    if (begun) {
      checkpoints.restore(optimizer);
    }
    try (DataLoader train =
            loader(
                Split.TRAIN,
                LoaderOptions.training(batchSize, 2, SEED).inGroupsOf(config.accumulation()));
        DataLoader val = loader(Split.VAL, LoaderOptions.evaluation(3, 1, SEED));
        MetricLog metrics = new MetricLog(folder.resolve("metrics.jsonl"), from.logLength())) {
      return new Trainer(
              config,
              parts(optimizer, train.batches()),
              train,
              () ->
                  evaluator()
                      .evaluate(
                          model, val, (batch, logits) -> stop.throwIfRequested(checkpoints.last())),
              checkpoints,
              metrics,
              progress,
              stop)
          .train(from);
    }
  }

  /**
   * The loss of one step on the first training batch.
   *
   * @param learningRate of this step; with 0, no weight changes
   */
  double step(TrainState state, double learningRate) {
    fineTuning.freeze(model);
    fineTuning.beginTraining(model);
    try (DataLoader train = loader(Split.TRAIN, LoaderOptions.evaluation(4, 0, SEED))) {
      return new TrainStep(parts(optimizer(), train.batches()), config)
          .run(List.of(train.epoch(0).iterator().next()), state, learningRate);
    }
  }

  /** Trains the encoder only after this share of the steps. */
  ToyRun unfreezingAt(double share) {
    fineTuning = new FineTuning(fineTuning.extent(), FrozenMode.EVAL, List.of(), 1, share);
    return this;
  }

  ToyRun batchSize(int samples) {
    batchSize = samples;
    return this;
  }

  /** Trains without momentum, so that a step is as long as its gradient. */
  ToyRun plainSgd() {
    optimizers = context -> new Sgd(new SgdConfig(0.01, 0, 0, false), context);
    return this;
  }

  /** Validates and keeps averages of the weights. */
  ToyRun averaging(double decay) {
    Function<OptimizerContext, Optimizer> plain = optimizers;
    optimizers = context -> new AveragedOptimizer(plain.apply(context), context, decay);
    return this;
  }

  private Optimizer optimizer() {
    return optimizers.apply(new OptimizerContext(ops, model.tensors()));
  }

  /** How many steps the optimizer of the last checkpoint has done. */
  int optimizerSteps() {
    return optimizerSteps("head.bias");
  }

  /** How many steps the optimizer of the last checkpoint has done for a tensor. */
  int optimizerSteps(String tensor) {
    try (TensorFile last = TensorFile.open(checkpoints.last())) {
      return (int) last.floats("optimizer.step." + tensor)[0];
    }
  }

  private TrainingParts parts(Optimizer optimizer, int batches) {
    return new TrainingParts(
        model,
        fineTuning,
        new CrossEntropy(new CrossEntropyConfig(0), new CriterionContext(ops, 2, -1, List.of())),
        optimizer,
        schedule.apply(
            new ScheduleContext(
                optimizer.learningRate(), config.steps(config.stepsPerEpoch(batches)))),
        ops,
        METRICS,
        -1,
        SEED,
        DataParallel.NONE);
  }

  private Evaluator evaluator() {
    SegmentationConfig config =
        new SegmentationConfig(
            new EvaluatorKeys(InferenceMode.WHOLE, 1), ClassKeys.PLAIN, false, true);
    return new Evaluator(
        ops, new ConfiguredTask<>(new Segmentation(), config), dataset.spec(), METRICS);
  }

  private DataLoader loader(Split split, LoaderOptions options) {
    StepContext start =
        new StepContext(ImageSpec.of(dataset.spec()), model.encoder().spec(), CropPosition.DRAWN);
    return new DataLoader(dataset, split, new Preprocessor(start, List.of()), options);
  }

  /** A copy of all values by name. */
  Map<String, float[]> values() {
    Map<String, float[]> values = new LinkedHashMap<>();
    model.tensors().forEach((name, tensor) -> values.put(name, floats(name)));
    return values;
  }

  /** The encoder's tensors under the names of the model. */
  Map<String, Parameter> encoder() {
    Map<String, Parameter> tensors = new LinkedHashMap<>(model.tensors());
    tensors.keySet().removeIf(name -> !name.startsWith("encoder."));
    return tensors;
  }

  Parameter tensor(String name) {
    return Objects.requireNonNull(model.tensors().get(name));
  }

  private float[] floats(String name) {
    NDArray array = tensor(name).array();
    try (NDArray copy = array.toType(DataType.FLOAT32, true)) {
      return copy.toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
