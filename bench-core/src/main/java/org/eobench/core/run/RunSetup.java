package org.eobench.core.run;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.core.criterion.StandardizedTarget;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.KeptSamples;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.subset.Oversampling;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.PerDate;
import org.eobench.core.encoder.bands.MissingBands;
import org.eobench.core.model.Encoding;
import org.eobench.core.model.EoModel;
import org.eobench.core.model.FineTuning;
import org.eobench.core.model.Finetune;
import org.eobench.core.model.Lora;
import org.eobench.core.nn.ModelSize;
import org.eobench.core.nn.torch.CountingOps;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.heads.NormalizedBanks;
import org.eobench.core.run.plan.NormalizationSource;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.plan.SplitChains;
import org.eobench.core.run.survey.DateCheck;
import org.eobench.core.run.survey.TrainingDistribution;
import org.eobench.core.run.weights.EncoderWeights;
import org.eobench.core.run.weights.ModelWeights;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.FrozenOrigin;
import org.eobench.core.train.FrozenWeights;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.eobench.core.weights.WeightsPath;
import org.jspecify.annotations.Nullable;

/**
 * A plan made real: the data set opened, its preprocessing chains, and the model with its first
 * weights on the device.
 */
final class RunSetup {
  private final EoDataset dataset;
  private final TorchOps ops;
  private final EoModel model;
  private final FineTuning fineTuning;
  private final Plan plan;
  private @Nullable Criterion criterion;
  private @Nullable List<SampleRef> trainingSamples;
  private final @Nullable LoadReport loaded;
  private @Nullable String weightsSha256;
  private final @Nullable ModelWeights started;
  private final FrozenWeights frozen;
  private final SplitChains chains;

  /**
   * Puts a run together.
   *
   * @param request what the user asked for, to say in the same words what is missing
   * @param manager owner of the weights, on the device of the run
   * @throws org.eobench.core.error.BenchException when data or weights are missing (both are told
   *     at once), or parts do not fit each other
   */
  RunSetup(Plan plan, RunRequest request, NDManager manager) {
    this(plan, request, manager, plan::open);
  }

  /**
   * As above.
   *
   * @param data opens the data set, or gives one that is open
   */
  RunSetup(Plan plan, RunRequest request, NDManager manager, Supplier<? extends EoDataset> data) {
    this(plan, request, operators(plan, manager), data);
  }

  /**
   * As above.
   *
   * @param ops the operators that the model is built with
   */
  RunSetup(Plan plan, RunRequest request, TorchOps ops, Supplier<? extends EoDataset> data) {
    this.plan = plan;
    this.ops = ops;
    RunConfig config = plan.config();
    EoDataset opened = OpenedOnce.required(plan, request, data);
    dataset = new KeptSamples(plan.encoderConfig().samples(opened), config.sampleMemoryMb());
    DatasetSpec spec = dataset.spec();
    Encoder encoder =
        PerDate.of(
            plan.encoder().create(new EncoderContext(ops, spec.bands(), spec.frames())),
            ops,
            spec.frames());
    chains = SplitChains.of(plan, spec, encoder);
    int outputs = plan.task().task().outputs(spec.numClasses());
    Decoder decoder =
        NormalizedBanks.of(
            plan,
            new DecoderContext(
                ops, encoder.spec(), outputs, spec.frames(), Encoding.givesClassTokens(encoder)));
    if (config.train()) {
      // Now, so that what is wrong with it is told before there is a run directory.
      criterion();
    }
    model = new EoModel(encoder, decoder);
    fineTuning = config.fineTuning(plan.encoderConfig().keys().frozenMode());
    DateCheck.require(dataset, decoder);
    // Before a file of weights is looked for, since its shapes would not fit either.
    ModelSize.require(model.tensors(), plan.encoder().place() + ", " + plan.decoder().place());
    loaded = new EncoderWeights(plan, request, spec).load(encoder, ops.manager(), chains.missing());
    if (config.finetuning() == Finetune.LORA) {
      // After the published weights, which have no values for it.
      new Lora(config.lora()).addTo(encoder);
    }
    Weights.initialize(model.tensors(), ops.manager(), config.seed());
    String start = config.modelWeights().file();
    // The checkpoint of a run that is tested holds all of them.
    started =
        start == null || !config.train()
            ? null
            : ModelWeights.load(start, config.modelWeights(), model, ops.manager());
    fineTuning.freeze(model);
    frozen = FrozenWeights.of(model, fineTuning, FrozenOrigin.seed(config.seed()), this::isAgain);
  }

  /** Whether the file of weights, or the seed if there is none, gives a tensor of the encoder. */
  private boolean isAgain(String name) {
    if (started != null && started.loaded().contains(EoModel.ENCODER + name)) {
      return false;
    }
    return loaded == null || loaded.loaded().contains(name);
  }

  /** The samples of a training epoch, some of which may occur several times. */
  List<SampleRef> trainingSamples() {
    List<SampleRef> known = trainingSamples;
    if (known == null) {
      known = Oversampling.of(dataset, plan.oversample());
      trainingSamples = known;
    }
    return known;
  }

  private static CountingOps operators(Plan plan, NDManager manager) {
    return CountingOps.idle(
        manager, plan.config().task().trainer().precision().on(manager.getDevice()));
  }

  /** What loading the encoder's weights did; null when it started from random ones. */
  @Nullable LoadReport loaded() {
    return loaded;
  }

  /** SHA-256 of the encoder's file of weights, read once; null for random weights. */
  @Nullable String weightsSha256() {
    String file = plan.encoderConfig().keys().encoderWeights();
    if (weightsSha256 == null && file != null) {
      weightsSha256 = FileHash.sha256(WeightsPath.of(file));
    }
    return weightsSha256;
  }

  /** What loading the weights of a whole model did; null without any. */
  @Nullable ModelWeights started() {
    return started;
  }

  /** The bands that the encoder takes and the data lacks, and what takes their place. */
  MissingBands missingBands() {
    return chains.missing();
  }

  EoDataset dataset() {
    return dataset;
  }

  TorchOps ops() {
    return ops;
  }

  EoModel model() {
    return model;
  }

  FineTuning fineTuning() {
    return fineTuning;
  }

  /**
   * The loss, made when it is first asked for: weights of classes may have to be counted in the
   * training split, of which a test or an export has no need.
   */
  Criterion criterion() {
    Criterion made = criterion;
    if (made == null) {
      DatasetSpec spec = dataset.spec();
      CriterionContext context =
          new CriterionContext(
              ops, spec.numClasses(), spec.ignoreIndex(), new TrainingDistribution(dataset));
      made = StandardizedTarget.of(plan.criterion().create(context), spec.quantity(), ops);
      criterion = made;
    }
    return made;
  }

  /** The chain for the images of the model; of a bank, for those of the chosen head. */
  Preprocessor preprocessor(Split split) {
    return preprocessor(split, NormalizedBanks.normalization(plan, model.decoder()));
  }

  /** The chain that normalises in one of the ways of the run. */
  Preprocessor preprocessor(Split split, NormalizationSource source) {
    return chains.of(split, source);
  }

  /**
   * The checkpoints of a run.
   *
   * @param run its directory
   * @param written the run that is noted in those which are written
   * @param progress takes warnings about those which are read
   */
  Checkpoints checkpoints(Path run, RunRecord written, ProgressListener progress) {
    return new Checkpoints(
        run.resolve("checkpoints"),
        model,
        frozen.from(origin(written.provenance())),
        ops.manager(),
        Map.of("run", written.name(), Checkpoints.FINGERPRINT, written.fingerprint()),
        progress::message);
  }

  private FrozenOrigin origin(@Nullable Provenance made) {
    return FrozenOrigin.of(
        plan.encoderConfig().keys().encoderWeights(),
        plan.config().seed(),
        made == null ? null : made.weights(),
        loaded == null ? "" : loaded.prefix());
  }
}
