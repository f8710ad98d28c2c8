package org.eobench.core.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFolder;
import org.eobench.core.io.TemporaryFiles;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.metrics.Scores;
import org.eobench.core.model.Finetune;
import org.eobench.core.nn.Parameter;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunName;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.loggers.RunLoggers;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.StopSignal;

/**
 * A probe: a run that trains only its decoder, on the features of an encoder that another program
 * part is training, and tests it. It has the encoder's values, not the encoder itself, and writes
 * to a temporary folder that is removed afterwards.
 */
public final class ProbeRun {
  private final Plan plan;
  private final RunRequest request;
  private final Supplier<? extends EoDataset> data;

  private ProbeRun(Plan plan, RunRequest request, Supplier<? extends EoDataset> data) {
    this.plan = plan;
    this.request = request;
    this.data = data;
  }

  /**
   * A probe, of which the data set is opened.
   *
   * @param plan of a run that does not train the encoder
   */
  public static ProbeRun of(Plan plan, RunRequest request) {
    if (plan.config().finetuning() != Finetune.NONE) {
      throw new IllegalArgumentException("a probe trains only its decoder");
    }
    return new ProbeRun(plan, request, OpenedOnce.of(plan));
  }

  /**
   * Opens the data.
   *
   * @return the test samples
   * @throws BenchException {@code ProbeLeaks} if a test sample is also one of training or
   *     validation
   */
  public List<SampleRef> testSamples() {
    return testSamples(data.get());
  }

  static List<SampleRef> testSamples(EoDataset opened) {
    Set<SampleRef> seen = new HashSet<>(opened.samples(Split.TRAIN));
    seen.addAll(opened.samples(Split.VAL));
    List<SampleRef> tested = opened.samples(Split.TEST);
    List<SampleRef> both = tested.stream().filter(seen::contains).toList();
    if (!both.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "ProbeLeaks",
                  String.format(
                      Locale.ROOT,
                      "%d of the %d test samples of the probe are also in its training or"
                          + " validation split, the first is %s",
                      both.size(),
                      tested.size(),
                      both.get(0).id()))
              .at(both.get(0).place())
              .expecting("splits without common samples")
              .next("give the probe a data set whose splits differ"));
    }
    return tested;
  }

  /**
   * Trains the decoder and tests it.
   *
   * @param values the encoder's values by name, which are copied
   * @param owner owner of the memory, on the device of the run
   * @param progress told of each step
   * @param stop ends the probe when it is set
   * @return the scores of the test split
   */
  public Scores run(
      Map<String, NDArray> values, NDManager owner, ProgressListener progress, StopSignal stop) {
    Path folder = TemporaryFiles.folder("probe");
    try (NDManager memory = owner.newSubManager()) {
      RunSetup setup = new RunSetup(plan, request, memory, data);
      copy(values, setup.model().encoder(), memory);
      try (RunDirectory directory = RunDirectory.create(folder, planned())) {
        FeatureCaching caching = FeatureCaching.none(plan, setup);
        new Training(
                plan, setup, caching, new Outcomes(plan, setup), RunLoggers.NONE, progress, stop)
            .run(directory);
        Checkpoints checkpoints =
            setup.checkpoints(directory.path(), directory.record(), ProgressListener.silent());
        checkpoints.load(plan.config().useFinalCkpt() ? checkpoints.last() : checkpoints.best());
        return tested(setup, stop, checkpoints.last());
      }
    } finally {
      AtomicFolder.remove(folder);
    }
  }

  private Scores tested(RunSetup setup, StopSignal stop, Path last) {
    setup.fineTuning().beginEvaluation(setup.model());
    RunLoaders loaders = new RunLoaders(plan, setup, null);
    try (DataLoader test = loaders.loader(Split.TEST)) {
      return loaders
          .evaluator()
          .evaluate(setup.model(), test, (batch, logits) -> stop.throwIfRequested(last));
    }
  }

  private RunRecord planned() {
    String fingerprint = Fingerprint.of(request.config());
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
    return RunRecord.planned(
        RunName.of(now, fingerprint, request.choices()), fingerprint, request, plan, Instant.now());
  }

  private static void copy(Map<String, NDArray> values, Encoder encoder, NDManager owner) {
    for (Map.Entry<String, Parameter> own : encoder.tensors().entrySet()) {
      NDArray value = values.get(own.getKey());
      if (value == null) {
        throw new IllegalArgumentException("no value of " + own.getKey());
      }
      NDArray copy = value.stopGradient().duplicate();
      copy.attach(owner);
      own.getValue().set(copy);
    }
  }
}
