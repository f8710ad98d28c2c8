package org.eobench.core.run;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFolder;
import org.eobench.core.io.TemporaryFiles;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.model.EachNormalization;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.CountingOps;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunName;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.loggers.RunLoggers;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;

/**
 * The first steps of a run and one validation, as the run itself would do them, in a temporary
 * folder that is removed afterwards.
 */
public final class TrialRun {
  private final Plan plan;
  private final RunRequest request;
  private final int steps;

  /**
   * Multiplications in products of matrices, for one image; each comes with an addition.
   *
   * @param encoder those of the encoder's forward pass
   * @param decoder those of the decoder's
   */
  public record Multiplications(long encoder, long decoder) {}

  /**
   * Images of the whole run, besides those of the trial.
   *
   * @param train images of an epoch
   * @param validation images of the validation split
   * @param test images of the test split
   * @param validated images of the trial's validation
   */
  public record Images(long train, int validation, int test, int validated) {}

  private TrialRun(Plan plan, RunRequest request, int steps) {
    this.plan = plan;
    this.request = request;
    this.steps = steps;
  }

  /**
   * Reads the configuration.
   *
   * @param request must ask for one epoch of training
   * @param steps batches of that epoch
   * @throws BenchException with everything that is wrong with the configuration
   */
  public static TrialRun of(RunRequest request, Components components, int steps) {
    return new TrialRun(Plan.read(request, components), request, steps);
  }

  public Plan plan() {
    return plan;
  }

  /**
   * How many passes of the encoder's size a step makes: forward, then the gradients of activations,
   * then those of weights.
   */
  public int encoderPasses() {
    return switch (plan.config().finetuning()) {
      case NONE -> 1;
      case RETRAIN_INPUT, BIAS -> 2;
      // The gradient of a changed weight is computed for that of the change.
      case LORA, LAST_BLOCKS, FULL -> 3;
    };
  }

  /**
   * Counts the multiplications of an image in a pass through the model.
   *
   * @param device what it computes with is freed
   * @throws BenchException if the decoder is not trained in steps
   */
  public Multiplications multiplications(NDManager device) {
    try (NDManager scope = device.newSubManager()) {
      CountingOps ops = new CountingOps(scope, precision(device));
      RunSetup setup = new RunSetup(plan, request, ops, this::data);
      EoModel model = setup.model();
      if (model.decoder().featureFit() != null) {
        throw fitted();
      }
      model.encoder().setTraining(false);
      model.decoder().setTraining(false);
      RunLoaders loaders = new RunLoaders(plan, setup, null);
      try (DataLoader loader = loaders.single().together()) {
        Batch batch = loader.epoch(0).iterator().next();
        FeatureMaps features =
            model.with(new EachNormalization(model.encoding())).features(batch, scope);
        long encoder = ops.multiplications();
        model.decoder().predict(features, batch.targets().height(), batch.targets().width());
        return new Multiplications(encoder, ops.multiplications() - encoder);
      }
    }
  }

  private Precision precision(NDManager device) {
    return plan.config().task().trainer().precision().on(device.getDevice());
  }

  private BenchException fitted() {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("NoSteps", "the decoder is fitted at once, so there are no steps to measure")
            .at(plan.decoder().place())
            .expecting("a decoder that is trained in steps")
            .next("choose one, for example `decoder=seg_linear`"));
  }

  /**
   * Trains and validates.
   *
   * @param device owner of the weights, which belong to it afterwards
   * @param progress told of each step
   */
  public void train(NDManager device, ProgressListener progress) {
    Path folder = TemporaryFiles.folder("profile");
    try {
      TorchOps ops = new TorchOps(device, precision(device));
      RunSetup setup = new RunSetup(plan, request, ops, this::data);
      String fingerprint = Fingerprint.of(request.config());
      LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
      RunRecord planned =
          RunRecord.planned(
              RunName.of(now, fingerprint, request.choices()),
              fingerprint,
              request,
              plan,
              Instant.now());
      try (RunDirectory directory = RunDirectory.create(folder, planned)) {
        new Training(
                plan,
                setup,
                FeatureCaching.none(plan, setup),
                new Outcomes(plan, setup),
                RunLoggers.NONE,
                progress,
                new StopSignal())
            .run(directory);
      }
    } finally {
      AtomicFolder.remove(folder);
    }
  }

  /** Counts the images of the run and of this trial. */
  public Images images() {
    EoDataset whole = plan.open();
    Integer drawn = plan.config().samplesPerEpoch();
    long train = (long) whole.samples(Split.TRAIN).size() * plan.config().dataReplicate();
    int validation = whole.samples(Split.VAL).size();
    return new Images(
        drawn == null ? train : drawn,
        validation,
        whole.samples(Split.TEST).size(),
        Math.min(validation, validated()));
  }

  private int validated() {
    return steps * plan.config().testBatchSize();
  }

  private EoDataset data() {
    int images = steps * plan.config().batchSize();
    return new SomeSamples(plan.open(), images, validated());
  }
}
