package org.eobench.pretrain.run;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.KeptSamples;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.TokenEncoder;
import org.eobench.core.encoder.bands.MissingBands;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.weights.EncoderWeights;
import org.eobench.core.run.weights.MissingWeights;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.eobench.pretrain.crops.CropSizes;
import org.eobench.pretrain.crops.MultiCrop;
import org.eobench.pretrain.data.UnlabelledImages;
import org.eobench.pretrain.method.Maskable;
import org.eobench.pretrain.method.Method;
import org.eobench.pretrain.method.MethodContext;
import org.eobench.pretrain.method.RunLength;
import org.jspecify.annotations.Nullable;

/** A plan made real: the images, the chain that crops them, and the method on the device. */
final class PretrainSetup {
  private final PretrainPlan plan;
  private final EoDataset dataset;
  private final Preprocessor chain;
  private final MissingBands missing;
  private final CropSizes sizes;
  private final RunLength length;
  private final Method method;
  private final TorchOps ops;
  private final RunRequest request;
  private @Nullable LoadReport loaded;

  /**
   * Opens the data, then makes the method.
   *
   * @param manager owner of all weights, on the device of the run
   * @throws BenchException when data or weights are missing, parts do not fit each other, or
   *     schedules do not fit the length of the run
   */
  PretrainSetup(PretrainPlan plan, RunRequest request, NDManager manager) {
    this.plan = plan;
    this.request = request;
    PretrainConfig config = plan.config();
    this.ops = new TorchOps(manager, config.precision().on(manager.getDevice()));
    this.dataset = open();
    DatasetSpec spec = dataset.spec();
    Encoder encoder = encoder(TorchOps.declaring());
    TokenEncoder tokens =
        Maskable.require(encoder, request.choices().getOrDefault("method", plan.method().target()));
    this.sizes =
        CropSizes.of(
            config.crops(),
            encoder.spec().inputSize(),
            tokens.patchSize(),
            config.imageSteps().origin().place());
    MissingBands lacking = plan.encoderConfig().keys().missingBands(spec.bands(), encoder.spec());
    this.chain = chain(encoder, spec, lacking);
    this.missing = lacking.filling(filledBands());
    this.length = measure();
    Problems unfit = new Problems();
    missing.report(unfit);
    plan.methodConfig().problems(length).forEach(unfit::add);
    unfit.throwIfAny(ExitCode.CONFIG);
    this.method =
        plan.method()
            .create(new MethodContext(ops, () -> encoder(ops), this::start, length, config.seed()));
  }

  private EoDataset open() {
    PretrainConfig config = plan.config();
    Problems problems = new Problems();
    EoDataset opened = null;
    ExitCode code = ExitCode.WEIGHTS;
    try {
      opened =
          plan.dataset()
              .create(
                  new DatasetContext(
                      config.cacheDir(), plan.components().kinds().withUnlabelled()));
    } catch (BenchException missing) {
      problems.addAll(missing);
      code = missing.exitCode();
    }
    MissingWeights.report(plan.encoderConfig(), request.choices(), request.overrides(), problems);
    problems.throwIfAny(code);
    EoDataset images =
        new UnlabelledImages(Objects.requireNonNull(opened), EnumSet.copyOf(config.splits()));
    return new KeptSamples(images, config.sampleMemoryMb());
  }

  /** A new encoder without values. */
  private Encoder encoder(TorchOps with) {
    DatasetSpec spec = dataset.spec();
    return plan.encoder().create(new EncoderContext(with, spec.bands(), spec.frames()));
  }

  /** Gives an encoder its first values. */
  private void start(Encoder encoder) {
    LoadReport report =
        new EncoderWeights(plan.encoder(), plan.components(), request, dataset.spec())
            .load(encoder, ops.manager());
    if (report != null) {
      loaded = report;
    }
    Weights.initialize(encoder.tensors(), ops.manager(), plan.config().seed());
  }

  private Preprocessor chain(Encoder encoder, DatasetSpec spec, MissingBands lacking) {
    StepContext start =
        new StepContext(ImageSpec.of(spec), encoder.spec(), CropPosition.DRAWN)
            .replacing(lacking.sources());
    Preprocessor whole = new Preprocessor(start, plan.steps());
    whole.requireFitForEncoder();
    List<Function<StepContext, PreprocessStep>> steps = new ArrayList<>(plan.steps());
    steps.add(
        context ->
            new MultiCrop(context, plan.config().crops(), sizes, plan.methodConfig().crops()));
    ImageSpec needed = whole.narrowed().input();
    return new Preprocessor(start.with(needed), steps);
  }

  private RunLength measure() {
    PretrainConfig config = plan.config();
    Integer samples = config.samplesPerEpoch();
    int images = dataset.samples(Split.TRAIN).size();
    int pass = images / config.batchSize() * config.batchSize();
    int steps = (samples == null ? pass : samples) / config.samplesPerStep();
    if (steps == 0) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "EpochTooShort",
                  String.format(
                      Locale.ROOT,
                      "an epoch of %d images is shorter than one update of the weights, of %d"
                          + " samples (batch_size=%d × accumulation=%d)",
                      images,
                      config.samplesPerStep(),
                      config.batchSize(),
                      config.accumulation()))
              .at("batch_size, accumulation")
              .expecting("at most " + images + " samples in an update, or longer epochs")
              .next(
                  String.format(
                      Locale.ROOT,
                      "set `batch_size=%d accumulation=1`, or `samples_per_epoch=N`",
                      Math.max(1, Math.min(images, config.batchSize())))));
    }
    return new RunLength(config.epochs(), steps, config.batchSize(), config.accumulation());
  }

  /** Batches of crops, shuffled anew in each pass over the images. */
  DataLoader loader() {
    PretrainConfig config = plan.config();
    LoaderOptions options =
        LoaderOptions.training(config.batchSize(), config.numWorkers(), config.seed());
    return new DataLoader(dataset, Split.TRAIN, chain, options);
  }

  /** The bands that the encoder takes and the data lacks, and what takes their place. */
  MissingBands missingBands() {
    return missing;
  }

  /** Bands that preprocessing fills, by modality. */
  private Map<String, List<String>> filledBands() {
    Map<String, List<String>> filled = new LinkedHashMap<>();
    int last = chain.steps().size() - 1;
    ImageSpec images = last == 0 ? chain.input() : chain.steps().get(last - 1).output();
    filled.putAll(images.padded());
    return filled;
  }

  CropSizes sizes() {
    return sizes;
  }

  RunLength length() {
    return length;
  }

  Method method() {
    return method;
  }

  EoDataset dataset() {
    return dataset;
  }

  TorchOps ops() {
    return ops;
  }

  /** What loading the encoder's first weights did; null if they are random. */
  @Nullable LoadReport loaded() {
    return loaded;
  }
}
